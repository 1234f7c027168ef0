// Who is signed in. The token lives in this tab's session storage: never in a URL, never in a cookie that another site's page
// could make the browser send, and gone with the tab.

const key = 'console.token';

let listeners = [];

export const token = () => sessionStorage.getItem(key);

/** What the token says about its holder; the server alone decides whether it is true. */
export function holder() {
  const [, claims] = token()?.split('.') ?? [];
  if (claims === undefined) {
    return null;
  }
  try {
    const bytes = Uint8Array.from(atob(claims.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
    const { sub, role } = JSON.parse(new TextDecoder().decode(bytes));
    return { subject: String(sub), role: String(role).toUpperCase() };
  } catch {
    return null;
  }
}

export function signIn(given) {
  sessionStorage.setItem(key, given);
  tell();
}

/** @param reason a key of the words, for the page that asks to sign in; null when the person wanted it. */
export function signOut(reason = null) {
  if (token() === null) {
    return;
  }
  sessionStorage.removeItem(key);
  tell(reason);
}

export const onSession = (listener) => listeners.push(listener);

function tell(reason = null) {
  listeners.forEach((listener) => listener(reason));
}

/** The demo's roles, in Development; none elsewhere. */
export async function demoRoles() {
  const response = await fetch('/console/demo-sign-in');
  return response.ok ? (await response.json()).roles : [];
}

/** A token for one of the demo's roles. */
export async function demoToken(role) {
  const response = await fetch('/console/demo-sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role }),
  });
  if (!response.ok) {
    throw new Error(`The server answered with status ${response.status}.`);
  }
  return (await response.json()).token;
}
