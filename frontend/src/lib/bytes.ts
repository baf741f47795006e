const UNITS = ['B', 'KB', 'MB', 'GB', 'TB']
const STEP = 1_000

/** `840 B`, `12.4 KB`, `3.1 MB` */
export function bytes(n: number): string {
  let [size, unit] = [n, 0]
  // 999.95 of something would be written as 1000.0 of it.
  while (size >= (unit ? STEP - 0.05 : STEP) && unit < UNITS.length - 1) {
    size /= STEP
    unit += 1
  }
  return `${unit ? size.toFixed(1) : size} ${UNITS[unit]}`
}
