"""Asks a server for typed answers by the openai and anthropic packages, unchanged. Takes its URL; writes what they got."""
import json
import sys
from typing import Literal, Optional

import anthropic
import openai
import pydantic


class Step(pydantic.BaseModel):
    note: str
    cost: float


class Plan(pydantic.BaseModel):
    title: str = pydantic.Field(description="A few words.")
    kind: Literal["short", "long"]
    steps: list[Step]
    before: Optional["Plan"]


url = sys.argv[1]
client = openai.OpenAI(base_url=url + "/v1", api_key="any", max_retries=0)
# the model knows nothing; it likes quotation marks, so that its strings end
common = {"model": "babble", "messages": [{"role": "user", "content": "Plan."}], "seed": 4, "max_tokens": 2000, "logit_bias": {"34": 5}}
got = {}

parsed = client.chat.completions.parse(**common, response_format=Plan).choices[0].message.parsed
got["parsed"] = parsed.kind in ("short", "long") and all(isinstance(step.cost, float) for step in parsed.steps)

call = client.chat.completions.create(**common, tools=[openai.pydantic_function_tool(Plan)], tool_choice="required").choices[0]
got["called"] = [call.finish_reason, call.message.tool_calls[0].function.name]
got["arguments"] = Plan.model_validate_json(call.message.tool_calls[0].function.arguments).kind in ("short", "long")

with client.chat.completions.stream(**common, response_format=Plan) as events:
    for event in events:
        pass
    got["streamed"] = events.get_final_completion().choices[0].message.parsed == parsed

claude = anthropic.Anthropic(base_url=url, api_key="any", max_retries=0)
tool = {"name": "count", "input_schema": {"type": "object", "required": ["number"], "properties": {"number": {"type": "integer"}}}}
use = claude.messages.create(
    model="babble", max_tokens=500, messages=[{"role": "user", "content": "Count."}], tools=[tool], tool_choice={"type": "any"})
got["used"] = [use.stop_reason, use.content[0].name, isinstance(use.content[0].input["number"], int)]

json.dump(got, sys.stdout)
