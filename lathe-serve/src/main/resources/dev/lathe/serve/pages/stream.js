// Asks the server for replies, and hands them over as they are written.

function headers(key) {
  const all = { "Content-Type": "application/json" };
  if (key) {
    all.Authorization = "Bearer " + key;
  }
  return all;
}

async function refusal(response) {
  const body = await response.json().catch(() => null);
  return new Error(body?.error?.message ?? `The server answered with ${response.status}.`);
}

/** Returns the names of the models that the server has. */
export async function models(key) {
  const response = await fetch("/v1/models", { headers: headers(key) });
  if (!response.ok) {
    throw await refusal(response);
  }
  return (await response.json()).data.map(model => model.id);
}

/** Yields what the server sends of a chat completion: pieces of text, why it ended, how many tokens it took. */
export async function* reply(request, key, signal) {
  const response = await fetch("/v1/chat/completions", {
    method: "POST",
    headers: headers(key),
    body: JSON.stringify({ ...request, stream: true, stream_options: { include_usage: true } }),
    signal,
  });
  if (!response.ok) {
    throw await refusal(response);
  }
  for await (const event of events(response.body)) {
    if (event.error) {
      throw new Error(event.error.message);
    }
    const choice = event.choices?.[0];
    yield { text: choice?.delta?.content ?? "", reason: choice?.finish_reason, usage: event.usage };
  }
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    held += value;
    const parts = held.split("\n\n");
    held = parts.pop();
    for (const part of parts) {
      const data = part.replace(/^data: /, "");
      if (data !== "[DONE]") {
        yield JSON.parse(data);
      }
    }
  }
}
