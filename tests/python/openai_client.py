"""Talks to a server by the openai and anthropic packages, unchanged. Takes its URL and a key; writes what they got."""
import json
import sys

import anthropic
import openai

url, key = sys.argv[1:]
client = openai.OpenAI(base_url=url + "/v1", api_key=key, max_retries=0)
got = {}

TOOLS = [{"type": "function", "function": {
    "name": "weather", "description": "Tells the weather.",
    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}}]


def say(text):
    return [{"role": "user", "content": text}]


got["models"] = [model.id for model in client.models.list()]
got["model"] = client.models.retrieve("pirate").id

answer = client.chat.completions.create(
    model="script", messages=say("hello"), logprobs=True, top_logprobs=2, seed=1, n=2, stop=["nowhere"])
got["chat"] = [choice.message.content for choice in answer.choices]
got["finish"] = answer.choices[0].finish_reason
got["tokens"] = len(answer.choices[0].logprobs.content)
got["usage"] = answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens

stream = client.chat.completions.create(
    model="script", messages=say("hello"), stream=True, stream_options={"include_usage": True})
chunks = list(stream)
got["streamed"] = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
got["streamed_usage"] = chunks[-1].usage.completion_tokens

call = client.chat.completions.create(model="script", messages=say("call"), tools=TOOLS).choices[0]
got["call"] = [call.finish_reason, call.message.tool_calls[0].function.name, json.loads(call.message.tool_calls[0].function.arguments)]
after = client.chat.completions.create(
    model="script", tools=TOOLS,
    messages=[*say("call"), call.message, {"role": "tool", "tool_call_id": call.message.tool_calls[0].id, "content": "sunny"}])
got["after_call"] = after.choices[0].message.content

with client.chat.completions.stream(model="script", messages=say("call"), tools=TOOLS) as events:
    for event in events:
        pass
    got["streamed_call"] = events.get_final_completion().choices[0].message.tool_calls[0].function.name

completion = client.completions.create(model="script", prompt=["hello", "hello"], max_tokens=50, logprobs=1, echo=True)
got["completions"] = [choice.text for choice in completion.choices]
got["completion_logprobs"] = completion.choices[0].logprobs.token_logprobs[0] is None
got["streamed_completion"] = "".join(
    chunk.choices[0].text for chunk in client.completions.create(model="script", prompt="hello", max_tokens=50, stream=True))

got["embedding"] = [round(number, 4) for number in client.embeddings.create(model="script", input="hello").data[0].embedding]

try:
    client.chat.completions.create(model="nobody", messages=say("hello"))
except openai.NotFoundError as error:
    got["not_found"] = [error.code, error.param]
try:
    client.chat.completions.create(model="script", messages=say("hello"), temperature=9)
except openai.BadRequestError as error:
    got["bad_request"] = error.param
try:
    openai.OpenAI(base_url=url + "/v1", api_key="wrong", max_retries=0).models.list()
except openai.AuthenticationError as error:
    got["unauthorized"] = error.code

claude = anthropic.Anthropic(base_url=url, api_key=key, max_retries=0)
TOOL = {"name": "weather", "input_schema": TOOLS[0]["function"]["parameters"]}
message = claude.messages.create(model="script", max_tokens=100, system="be kind", messages=say("hello"))
got["message"] = [message.content[0].text, message.stop_reason]
stopped = claude.messages.create(model="script", max_tokens=100, stop_sequences=["lo, "], messages=say("hello"))
got["stop_sequence"] = [stopped.content[0].text, stopped.stop_reason, stopped.stop_sequence]
with claude.messages.stream(model="script", max_tokens=100, messages=say("hello")) as stream:
    got["message_streamed"] = "".join(stream.text_stream)
    got["message_tokens"] = stream.get_final_message().usage.output_tokens
use = claude.messages.create(model="script", max_tokens=100, messages=say("call"), tools=[TOOL])
block = next(block for block in use.content if block.type == "tool_use")
got["tool_use"] = [use.stop_reason, block.name, block.input]
with claude.messages.stream(model="script", max_tokens=100, messages=say("call"), tools=[TOOL]) as stream:
    got["tool_use_streamed"] = next(b for b in stream.get_final_message().content if b.type == "tool_use").input
answered = claude.messages.create(
    model="script", max_tokens=100, tools=[TOOL],
    messages=[*say("call"), {"role": "assistant", "content": use.content},
              {"role": "user", "content": [{"type": "tool_result", "tool_use_id": block.id, "content": "sunny"}]}])
got["after_tool_use"] = answered.content[0].text
got["count"] = claude.messages.count_tokens(model="script", messages=say("hello")).input_tokens
try:
    claude.messages.create(model="script", max_tokens=0, messages=say("hello"))
except anthropic.BadRequestError as error:
    got["message_refused"] = error.body["error"]["type"]

json.dump(got, sys.stdout)
