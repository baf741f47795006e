import { expect, it } from 'vitest'
import { addressKind } from './address'

it('knows a MAC address in every spelling', () => {
  for (const text of [
    '52:54:00:12:34:56',
    '52-54-00-12-34-56',
    '5254.0012.3456',
    '5254-0012-3456',
    '525400123456',
    '0:1c:73:a:b:c',
    ' 52:54:00:12:34:56 ',
  ])
    expect(addressKind(text), text).toBe('MAC address')
})

it('knows an IP address', () => {
  for (const text of ['10.0.0.1', '255.255.255.255', '2001:db8::1', 'fe80::1%eth0', '::1'])
    expect(addressKind(text), text).toBe('IP address')
})

it('takes nothing else for one', () => {
  for (const text of [
    '',
    'core-1',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.0/8',
    '52:54:00:12:34',
    'face:',
    'deadbeef',
    '5254001234567',
  ])
    expect(addressKind(text), text).toBeUndefined()
})
