/** Keys for rows of a form: a row keeps its own, and with it what is being typed in it, when one before it goes. */
export function useRowKeys() {
  let next = 0
  const keys: number[] = []
  return {
    of(at: number): number {
      while (keys.length <= at) keys.push(next++)
      return keys[at]!
    },
    drop: (at: number) => void keys.splice(at, 1),
  }
}
