/** An answer: its status, its JSON (null when there is none) and its headers. */
export interface Answer<Body = unknown> {
  status: number;
  body: Body;
  headers: Headers;
}

/** A browser's worth of HTTP: keeps the session's cookie, speaks JSON, comes from the same site. */
export interface Client {
  /** The Cookie header it sends now, or ''. */
  cookie(): string;
  get<Body = unknown>(path: string): Promise<Answer<Body>>;
  post<Body = unknown>(path: string, body?: unknown): Promise<Answer<Body>>;
  put<Body = unknown>(path: string, body?: unknown): Promise<Answer<Body>>;
  patch<Body = unknown>(path: string, body?: unknown): Promise<Answer<Body>>;
  delete<Body = unknown>(path: string): Promise<Answer<Body>>;
  /** Any request; `headers` win over its own. A FormData body is sent as an upload. */
  request<Body = unknown>(method: string, path: string, options?: RequestOptions): Promise<Answer<Body>>;
}

/** What a request carries. */
export interface RequestOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

/** A client of a running app; paths are below its /api unless they are whole addresses. */
export function createClient(url: string, cookie = ''): Client {
  const jar = { cookie };
  const request = async <Body>(
    method: string,
    path: string,
    options: RequestOptions = {},
  ): Promise<Answer<Body>> => {
    const response = await fetch(path.startsWith('http') ? path : `${url}/api${path}`, {
      method,
      headers: headersOf(options, jar.cookie),
      body: bodyOf(options.body),
    });
    for (const line of response.headers.getSetCookie()) jar.cookie = cookieOf(line);
    return { status: response.status, body: (await jsonOf(response)) as Body, headers: response.headers };
  };
  return {
    cookie: () => jar.cookie,
    get: (path) => request('GET', path),
    post: (path, body) => request('POST', path, { body: body ?? {} }),
    put: (path, body) => request('PUT', path, { body: body ?? {} }),
    patch: (path, body) => request('PATCH', path, { body: body ?? {} }),
    delete: (path) => request('DELETE', path),
    request,
  };
}

function headersOf({ body, headers = {} }: RequestOptions, cookie: string): Record<string, string> {
  return {
    'sec-fetch-site': 'same-origin',
    ...(cookie === '' ? {} : { cookie }),
    ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
    ...headers,
  };
}

function bodyOf(body: unknown): string | FormData | null {
  if (body === undefined) return null;
  if (body instanceof FormData || typeof body === 'string') return body;
  return JSON.stringify(body);
}

function cookieOf(line: string): string {
  const [pair = ''] = line.split(';');
  return pair.endsWith('=') ? '' : pair;
}

async function jsonOf(response: Response): Promise<unknown> {
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return isJson ? response.json() : null;
}
