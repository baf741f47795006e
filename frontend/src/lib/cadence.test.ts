import { expect, it } from 'vitest'
import { cronProblem, cronWords, intervalWords, inWords, type Cadence } from './cadence'

const cron = (text: string) => {
  const [minute = '*', hour = '*', day_of_month = '*', month_of_year = '*', day_of_week = '*'] = text.split(' ')
  return { minute, hour, day_of_month, month_of_year, day_of_week }
}

it.each([
  ['0 2 * * *', 'At 02:00'],
  ['0 3 * * 1', 'At 03:00, only on Monday'],
  ['*/5 * * * *', 'Every 5 minutes'],
  ['0 9 * * 1-5', 'At 09:00, Monday through Friday'],
  ['0 0 1 * *', 'At 00:00, on day 1 of the month'],
])('%s is said as "%s"', (text, words) => expect(cronWords(cron(text))).toBe(words))

it('says intervals as people do', () => {
  expect(intervalWords({ every: 1, period: 'hours' })).toBe('Every hour')
  expect(intervalWords({ every: 30, period: 'seconds' })).toBe('Every 30 seconds')
})

it('shows what it cannot describe as it is', () => {
  expect(cronWords(cron('H H(0-7) * * *'))).toContain('H')
  expect(cronProblem(cron('61 * * * *'))).toMatch(/minute/i)
})

it('says nothing of a moment that nobody has chosen yet', () => {
  expect(inWords({ schedule_type: 'clocked', clocked: { at: '' }, timezone: 'UTC' } as Cadence)).toBe('Once')
})
