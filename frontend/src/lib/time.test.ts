import { describe, expect, it } from 'vitest'
import { absolute, brief, duration, fromLocalField, near, relative, toLocalField, took } from './time'

const at = (text: string) => Date.parse(text)

describe('durations', () => {
  it.each([
    [0, '0s'],
    [59_999, '59s'],
    [60_000, '1m 00s'],
    [3_599_000, '59m 59s'],
    [3_600_000, '1h 00m'],
    [90_000_000, '1d 1h'],
  ])('%i ms are %s', (ms, words) => expect(duration(ms)).toBe(words))

  it('shows what took less than ten seconds more finely', () => {
    expect([took(340), took(2_430), took(72_000)]).toEqual(['340 ms', '2.4 s', '1m 12s'])
  })

  it('counts down to the second and never shows a negative wait', () => {
    const now = at('2026-11-23T12:00:00Z')
    expect(relative(now + 185_000, now)).toBe('in 3m 05s')
    expect(relative(now + 1_200, now)).toBe('in 2s')
    expect(relative(now, now)).toBe('now')
    expect(relative(now - 61_000, now)).toBe('1m ago')
  })
})

describe('local fields', () => {
  it('come back as the same instant after any number of saves', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC']) {
      let instant: string | null = '2026-07-15T16:30:00Z'
      for (let i = 0; i < 5; i++) instant = fromLocalField(toLocalField(instant, zone), zone, instant)
      expect(instant).toBe('2026-07-15T16:30:00Z')
      expect(fromLocalField(toLocalField(instant, zone), zone)).toBe('2026-07-15T16:30:00Z')
    }
  })

  it('keep milliseconds that the field cannot show', () => {
    const exact = '2026-07-15T16:30:00.123Z'
    expect(fromLocalField(toLocalField(exact, 'Europe/Berlin'), 'Europe/Berlin', exact)).toBe(exact)
  })

  it('resolve a time that the clock change leaves out to the end of the gap', () => {
    expect(fromLocalField('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:00:00Z')
    expect(fromLocalField('2026-03-08T02:30', 'America/New_York')).toBe('2026-03-08T07:00:00Z')
  })

  it('take the first of two equal times, and keep the second where it was', () => {
    expect(fromLocalField('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00Z')
    const second = '2026-10-25T01:30:00Z'
    expect(fromLocalField(toLocalField(second, 'Europe/Berlin'), 'Europe/Berlin', second)).toBe(second)
  })
})

it('says an instant in any zone', () => {
  expect(absolute(at('2026-11-23T02:00:05Z'), 'Europe/Berlin')).toMatch(/^Mon 23 Nov 2026.* 03:00:05 (CET|GMT\+1)$/)
})

it('says a near time as short as it can', () => {
  const now = at('2026-11-23T12:00:00Z')
  expect(near(at('2026-11-23T23:30:00Z'), now, 'Europe/Berlin')).toBe('Tue 00:30')
  expect(near(at('2026-11-23T13:00:05Z'), now, 'Europe/Berlin')).toBe('14:00:05')
  expect(near(at('2026-12-24T01:00:00Z'), now, 'Europe/Berlin')).toBe('24 Dec 02:00')
})

it('says the year of an instant that is not in this one', () => {
  const at = Date.parse('2026-11-23T02:00:00Z')
  expect(brief(at, 'Europe/Berlin', Date.parse('2026-01-01T00:00:00Z'))).toBe('Mon 23 Nov, 03:00')
  expect(brief(at, 'Europe/Berlin', Date.parse('2025-12-31T00:00:00Z'))).toBe('Mon 23 Nov 2026, 03:00')
  expect(brief(at, 'Europe/Berlin')).toBe('Mon 23 Nov 2026, 03:00')
})
