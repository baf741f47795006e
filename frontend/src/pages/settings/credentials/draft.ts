import type { Credential, CredentialInput } from '@/api/client'
import type { Condition } from '@/api/inventory'
import { isOperatorWord, takesValues } from '@/pages/inventory/conditions'

/** What a form says of a secret: nothing (it stays), `null` (it goes), or what it is from now on. */
export type Said = string | null | undefined

export interface CredentialDraft {
  name: string
  username: string
  shared: boolean
  password: Said
  private_key: Said
  passphrase: string
  enable_password: Said
  /** What devices must meet for a shared one to be used there. */
  scope: Condition[]
}

export const blankDraft = (username = ''): CredentialDraft => ({
  name: '',
  username,
  shared: false,
  password: undefined,
  private_key: undefined,
  passphrase: '',
  enable_password: undefined,
  scope: [],
})

export const draftOf = (credential: Credential): CredentialDraft => ({
  ...blankDraft(credential.username),
  name: credential.name,
  shared: credential.shared,
  scope: conditionsOf(credential.scope),
})

/** Conditions as they are stored, read by a form that must not trip over any. */
export function conditionsOf(scope: Credential['scope']): Condition[] {
  return scope.map((one) => ({
    field: typeof one.field === 'string' ? one.field : '',
    operator: isOperatorWord(one.operator) ? one.operator : 'equals',
    values: Array.isArray(one.values) ? one.values.map(String) : [],
  }))
}

/** The draft as it is sent: what is not said of a secret is not sent, and the stored one stays. */
export function bodyOf(draft: CredentialDraft, was?: Credential): CredentialInput {
  const said = (field: 'password' | 'private_key' | 'enable_password') => {
    const value = draft[field]
    return value === undefined || value === '' ? {} : { [field]: value }
  }
  // What opened the old key does not open the new one.
  const isNewKey = Boolean(draft.private_key)
  const passphrase = draft.passphrase ? { passphrase: draft.passphrase } : isNewKey && was ? { passphrase: null } : {}
  return {
    name: draft.name.trim(),
    username: draft.username.trim(),
    ...(was ? {} : { shared: draft.shared }),
    ...said('password'),
    ...said('private_key'),
    ...passphrase,
    ...said('enable_password'),
    ...(draft.shared ? { scope: draft.scope.map(sent) } : {}),
  }
}

const sent = ({ field, operator, values }: Condition) => ({
  field: field.trim(),
  operator,
  values: takesValues(operator) ? values : [],
})

/** Whether one could log in at all with what would be stored. */
export function canLogIn(draft: CredentialDraft, was?: Credential): boolean {
  const there = (said: Said, stored: boolean | undefined) => (said === undefined ? Boolean(stored) : Boolean(said))
  return there(draft.password, was?.has_password) || there(draft.private_key, was?.has_private_key)
}

const KEY = /^-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*-----END [A-Z0-9 ]*PRIVATE KEY-----$/
/** What is wrong with a text that is to be a private key; the public one is the usual mistake. */
export function keyTrouble(text: string): string | undefined {
  const key = text.trim()
  if (!key || KEY.test(key)) return undefined
  if (/^(ssh-|ecdsa-|sk-)\S+ /.test(key) || key.includes('PUBLIC KEY'))
    return 'This is a public key. The private one is in the file without .pub.'
  if (key.startsWith('PuTTY-User-Key-File'))
    return 'This is a PuTTY key. Export it as an OpenSSH key first (PuTTYgen → Conversions).'
  return 'A private key has a BEGIN and an END line; this text does not.'
}
