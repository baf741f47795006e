/** Who says what a schedule is: people in these pages, or a file. */
export const fileOf = (managedBy: string | null | undefined) =>
  managedBy?.startsWith('file:') ? managedBy.slice('file:'.length) : undefined

/** `file core.yaml`, `these pages`; nothing where it is not said. */
export function managerWord(managedBy: string | null | undefined): string {
  if (!managedBy) return ''
  const file = fileOf(managedBy)
  return file ? `file ${file}` : managedBy === 'ui' ? 'these pages' : managedBy
}
