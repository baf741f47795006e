import { Program } from './program'

/** One program for all tests that do not kill it. */
export default async function setup() {
  const program = await Program.start()
  process.env.E2E_URL = program.url
  return () => program.remove()
}
