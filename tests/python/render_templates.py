"""Renders chat templates as transformers does. Reads a JSON list of {template, variables} from standard input, writes a JSON list of texts."""
import json
import sys

from jinja2.exceptions import TemplateError
from jinja2.ext import loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment


def raise_exception(message):
    raise TemplateError(message)


def tojson(value, ensure_ascii=False, indent=None):
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent)


environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols])
environment.filters["tojson"] = tojson
environment.globals["raise_exception"] = raise_exception


def render(case):
    try:
        return environment.from_string(case["template"]).render(**case["variables"])
    except TemplateError as error:
        return "refused: " + str(error)


json.dump([render(case) for case in json.load(sys.stdin)], sys.stdout)
