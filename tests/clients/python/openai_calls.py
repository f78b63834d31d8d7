"""Calls of OpenAI's own client for Python."""

from openai import OpenAI
from run_calls import QUESTION, run_calls

MODEL = "gpt-test"
MESSAGES = [{"role": "user", "content": QUESTION}]


def client(url):
    return OpenAI(api_key="sk-dummy", base_url=f"{url}/v1", max_retries=0)


def chat(url):
    return client(url).chat.completions.create(model=MODEL, messages=MESSAGES)


def chat_stream(url):
    options = {"include_usage": True}
    return list(
        client(url).chat.completions.create(
            model=MODEL, messages=MESSAGES, stream=True, stream_options=options
        )
    )


def responses_stream(url):
    return list(client(url).responses.create(model=MODEL, input=QUESTION, stream=True))


def embeddings(url):
    return client(url).embeddings.create(model="embed-test", input=[QUESTION])


def transcription(url):
    audio = ("speech.wav", bytes(k % 251 for k in range(100_000)), "audio/wav")
    return client(url).audio.transcriptions.create(
        model="transcribe-test", file=audio, prompt=QUESTION
    )


run_calls(
    {
        "openai-python-chat": chat,
        "openai-python-chat-stream": chat_stream,
        "openai-python-responses-stream": responses_stream,
        "openai-python-embeddings": embeddings,
        "openai-python-transcription": transcription,
    }
)
