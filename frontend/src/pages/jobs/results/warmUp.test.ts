import { expect, it } from 'vitest'
import { itemLook, itemWords } from './warmUp'

it('names items as people do', () => {
  expect(itemWords('nautobot_devices')).toEqual({ what: 'Devices', source: 'Nautobot' })
  expect(itemWords('checkmk_statistics')).toEqual({ what: 'Statistics', source: 'CheckMK' })
})

it('does not call warm what was fetched and could not be kept', () => {
  expect(itemLook({ status: 'warmed', cached: true }).word).toBe('Warmed')
  expect(itemLook({ status: 'warmed', cached: false }).word).toBe('Not kept')
  expect(itemLook({ status: 'failed', cached: false }).word).toBe('Failed')
})
