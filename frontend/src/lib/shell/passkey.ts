import type { Me, Way } from '#lib/api/account.svelte.ts';
import { api, ask } from '#lib/api/client.ts';
import type { Opened } from '#lib/api/sign-in.ts';
import type { components } from '#lib/base/schema.d.ts';

/** What the server asks a device for. */
type Asked = components['schemas']['PasskeyAttempt'];
/** What a device answers, as JSON. */
export type Credential = components['schemas']['PasskeyBody']['credential'];

/** Whether this browser makes passkeys and shows them to pages. */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;
}

/** Shows one of the owner's passkeys, as JSON; nothing when the device or its owner says no. */
export function shown({ options }: Asked): Promise<Credential | undefined> {
  const { publicKey: wanted } = options as unknown as { publicKey: PublicKeyCredentialRequestOptionsJSON };
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(wanted);
  return told(navigator.credentials.get({ publicKey }));
}

/** Makes a passkey, as JSON; nothing when the device or its owner says no. */
export function made({ options }: Asked): Promise<Credential | undefined> {
  const { publicKey: wanted } = options as unknown as { publicKey: PublicKeyCredentialCreationOptionsJSON };
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(wanted);
  return told(navigator.credentials.create({ publicKey }));
}

/** Signs in with a passkey alone; nothing when the device or its owner says no. */
export async function signInByPasskey(): Promise<Opened<Me, Way> | undefined> {
  const asked = await ask(api.POST('/api/v1/sign-ins/passkey-attempts'));
  const credential = await shown(asked);
  if (!credential) return undefined;
  return ask(api.POST('/api/v1/sign-ins/passkeys', { body: { attempt: asked.attempt, credential } }));
}

async function told(answer: ReturnType<CredentialsContainer['get']>): Promise<Credential | undefined> {
  try {
    const credential = await answer;
    const shown = credential instanceof PublicKeyCredential ? credential.toJSON() : undefined;
    return shown as unknown as Credential | undefined;
  } catch (thrown) {
    // A no, a time that ran out and a passkey that is there already all come as one of these.
    if (thrown instanceof DOMException) return undefined;
    throw thrown;
  }
}
