export const xsrfCookieName = '_xsrf';

/** Cookies ignore ports, so two hosts of one computer would overwrite each other's. */
export function loginCookieName(port: number): string {
  return `quarry-login-${port}`;
}

/** The values of Host that are meant for us; any other was made by a page under a rebound name. */
export function loopbackHosts(port: number): string[] {
  return ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
}

export function loopbackOrigins(port: number): string[] {
  return loopbackHosts(port).map((host) => `http://${host}`);
}
