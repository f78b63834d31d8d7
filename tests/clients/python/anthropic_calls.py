"""Calls of Anthropic's own client for Python."""

from anthropic import Anthropic
from run_calls import QUESTION, run_calls

REQUEST = {
    "model": "claude-test",
    "max_tokens": 100,
    "messages": [{"role": "user", "content": QUESTION}],
}
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}}
TOOLS = [{"name": "weather", "input_schema": SCHEMA}]


def client(url):
    return Anthropic(api_key="sk-dummy", base_url=url, max_retries=0)


def messages(url):
    return client(url).messages.create(**REQUEST)


def stream(url):
    return list(client(url).messages.create(**REQUEST, stream=True))


def tools_stream(url):
    with client(url).messages.stream(**REQUEST, tools=TOOLS) as events:
        return events.get_final_message()


run_calls(
    {
        "anthropic-python-messages": messages,
        "anthropic-python-stream": stream,
        "anthropic-python-tools-stream": tools_stream,
    }
)
