export const jsonAccept = 'application/json,text/html;q=0.9,application/xhtml+xml;q=0.9,text/*;q=0.8,*/*;q=0.7';

type Form = Record<string, string | string[]>;

/** What a test does as one signed-in person. Redirects are shown, not followed. */
export interface TestBrowser {
  get(path: string, accept?: string, headers?: Record<string, string>): Promise<Response>;
  json(path: string): Promise<unknown>;
  text(path: string): Promise<string>;
  post(path: string, form: Form): Promise<Response>;
  send(path: string, body: FormData): Promise<Response>;
}

/** Signs in as one of the seeded people. */
export async function signIn(url: string, user: string, password = 'quarry-demo'): Promise<TestBrowser> {
  let cookie = '';
  const request = (path: string, init: RequestInit, accept: string): Promise<Response> =>
    fetch(url + path, { redirect: 'manual', ...init, headers: { accept, cookie, ...init.headers } });
  const browser: TestBrowser = {
    get: (path, accept = jsonAccept, headers = {}) => request(path, { headers }, accept),
    json: async (path) => (await browser.get(path)).json(),
    text: async (path) => (await browser.get(path, 'text/html')).text(),
    post: (path, form) => request(path, { method: 'POST', body: encoded(form) }, jsonAccept),
    send: (path, body) => request(path, { method: 'POST', body }, jsonAccept),
  };
  const answer = await browser.post('login_remote_client', { username: user, password });
  if (answer.status !== 200) throw new Error(`${user} could not sign in: ${await answer.text()}`);
  cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return browser;
}

function encoded(form: Form): URLSearchParams {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs);
}
