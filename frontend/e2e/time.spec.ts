import type { Made } from './api'
import { type Api, enter, expect, live, test } from './fixtures'

/** Three schedules as they stood, and after that one changed, one deleted and one made. */
async function past(api: Api, name: string) {
  const changed = await api.schedule(`${name} changed`, { note: 'roll-out' })
  const deleted = await api.schedule(`${name} deleted`)
  const last = await api.schedule(`${name} same`)
  const at = new Date(Date.parse(String(last.date_changed)) + 1).toISOString()
  await api.call('PUT', `/scheduler/tasks/${changed.id}`, { queue: 'bulk', note: 'NOC-118' })
  await api.call<Made>('DELETE', `/scheduler/tasks/${deleted.id}?note=site+closed`)
  await api.schedule(`${name} later`)
  return { at, changed, deleted }
}

test('all schedules as they stood, and back to it', async ({ page, context, api }) => {
  test.setTimeout(120_000)
  const { at, changed } = await past(api, 'Then')
  await enter(context)
  await page.goto(`/time?at=${at}&search=Then&span=hour`)
  await live(page)
  const rows = page.getByRole('grid', { name: 'Schedules as they stood' }).getByRole('row')
  await expect(rows).toHaveCount(4)
  await expect(rows.filter({ hasText: 'Then changed' })).toContainText('Queue: default → bulk')
  await expect(rows.filter({ hasText: 'Then deleted' })).toContainText('site closed')
  await expect(rows.filter({ hasText: 'Then same' })).toContainText('as now')
  await expect(rows.filter({ hasText: 'Then later' })).toHaveCount(0)

  // One of them: then and now, its version, and back to that.
  await rows.filter({ hasText: 'Then changed' }).click()
  const panel = page.getByRole('complementary', { name: 'The schedule then' })
  await expect(panel).toContainText('by admin')
  await expect(panel).toContainText('NOC-118')
  await expect(panel.getByRole('link', { name: 'Open version 1' })).toHaveAttribute(
    'href',
    `/schedules/${changed.id}?tab=history&version=1`,
  )
  await panel.getByRole('button', { name: 'Revert to version 1…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Revert to version 1?' })
  await expect(dialog).toContainText('default')
  await dialog.getByRole('button', { name: 'Revert', exact: true }).click()
  await expect(rows.filter({ hasText: 'Then changed' })).toContainText('as now')
  await expect(panel).toContainText('It is now as it was then.')

  // What is gone comes back.
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await rows.filter({ hasText: 'Then deleted' }).click()
  await panel.getByRole('button', { name: 'Bring it back…' }).click()
  await expect(page.getByText('Then deleted is back')).toBeVisible()
  await expect(rows.filter({ hasText: 'Then deleted' })).toContainText('as now')

  // The present is one step away, and has what came later.
  await page.getByRole('button', { name: 'Now', exact: true }).click()
  await expect(page).not.toHaveURL(/[?&]at=/)
  await expect(page.getByRole('grid', { name: 'Schedules as they stand' }).getByRole('row')).toHaveCount(5)
})

test('what is different between two instants, by keyboard', async ({ page, context, api }) => {
  test.setTimeout(120_000)
  const { at } = await past(api, 'Between')
  await enter(context)
  await page.goto(`/time?view=difference&from=${at}&search=Between&span=hour`)
  await live(page)
  const grid = page.getByRole('grid', { name: 'Differences' })
  const row = (name: string) => grid.getByRole('row').filter({ hasText: name })
  await expect(row('Between changed')).toContainText('Queue: default → bulk')
  await expect(row('Between changed')).toContainText('“NOC-118”')
  await expect(row('Between deleted')).toContainText('Deleted')
  await expect(row('Between later')).toContainText('Created')
  await expect(row('Between same')).toHaveCount(0)

  // What somebody does now shows by itself.
  await api.schedule('Between just now')
  await expect(row('Between just now')).toContainText('Created')

  // From change to change, until none is left between.
  const from = page.getByRole('slider', { name: 'From' })
  const until = page.getByRole('slider', { name: 'Until' })
  await expect(until).toHaveAttribute('aria-valuetext', 'now')
  // The line knows of it, too: changed, deleted, made, and made just now.
  await expect(from).toHaveAttribute('aria-valuetext', /, 4 changes later$/)
  await from.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(grid.getByRole('row')).toHaveCount(2)
  await expect(row('Between just now')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('heading', { name: 'Nothing is different' })).toBeVisible()
  await page.keyboard.press('Home')
  await expect(row('Between same')).toContainText('Created')
  await page.reload()
  await expect(row('Between same')).toContainText('Created')

  // A row by keyboard: field by field, and the changes on the way.
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: 'The difference' })
  await expect(panel.getByRole('heading', { level: 3 })).toContainText('on the way')
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
})

test('the slider by pointer, and on a telephone', async ({ visit, api }) => {
  const { at } = await past(api, 'Dragged')
  const context = await visit({ viewport: { width: 390, height: 844 } })
  await enter(context)
  const page = await context.newPage()
  await page.goto(`/time?at=${at}&search=Dragged&span=hour`)
  const list = page.getByRole('grid', { name: 'Schedules as they stood' })
  await expect(list).toContainText('Dragged same')
  const handle = page.getByRole('slider', { name: 'Instant' })
  const box = (await handle.boundingBox())!
  // To the left, where none of them was made yet.
  await page.mouse.move(box.x + box.width / 2, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x - 120, box.y + 20, { steps: 5 })
  await page.mouse.up()
  await expect(page.getByRole('heading', { name: /No schedule matches|There was no schedule/ })).toBeVisible()
  await expect(page).not.toHaveURL(new RegExp(`at=${at.slice(0, 16)}`))
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
