/** What a call carries beside its method and path; the types of each call come from the server's description. */
export interface Call {
  params?: {
    path?: Record<string, unknown>;
    query?: Record<string, unknown>;
    header?: Record<string, unknown>;
  };
  body?: unknown;
  headers?: Record<string, string>;
  /** Sent to its end even when the page is left meanwhile. */
  keepalive?: boolean;
}

/** The request of a call: `{id}` in its path filled in, what is undefined or null left out, the body as JSON. */
export function requestOf(origin: string, method: string, path: string, call: Call = {}): Request {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(String(call.params?.path?.[name])),
  );
  const url = new URL(filled, origin);
  for (const [name, value] of Object.entries(call.params?.query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) url.searchParams.append(name, String(one));
    }
  }
  const headers = new Headers(call.headers);
  for (const [name, value] of Object.entries(call.params?.header ?? {})) {
    if (value !== undefined && value !== null) headers.set(name, String(value));
  }
  if (call.body === undefined) return new Request(url, { method, headers });
  headers.set('content-type', 'application/json');
  const { keepalive } = call;
  return new Request(url, { method, headers, body: JSON.stringify(call.body), keepalive });
}

/** The JSON of an answer; undefined when it is empty or something else. */
export async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
