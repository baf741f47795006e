import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

export const ADMIN = { username: 'admin', password: 'only-for-these-tests' }

const PROGRAM = process.env.E2E_PROGRAM ?? join(import.meta.dirname, '../../target/debug/examples/noc-harness')
/** A debug build that makes a database cluster takes some seconds. */
const START_MS = 100_000

/** The real program with a database of its own, which can be killed and started again. */
export class Program {
  private child: ChildProcess | undefined
  private constructor(
    private readonly data: string,
    public address: string,
    private readonly options: string[],
  ) {}

  /** With `demo` it has a simulated Nautobot and a simulated CheckMK to read from. */
  static async start({ demo = false } = {}): Promise<Program> {
    const data = await mkdtemp(join(tmpdir(), 'noc-e2e-'))
    // For root the database runs as somebody else, who has to pass through.
    await chmod(data, 0o711)
    const program = new Program(data, '127.0.0.1:0', demo ? ['--demo'] : [])
    await program.run()
    return program
  }

  get url() {
    return `http://${this.address}`
  }

  /** Starts it where it was before, with what it had. */
  async run() {
    const child = spawn(PROGRAM, ['up', '--data-dir', this.data, '--listen', this.address, ...this.options], {
      env: {
        ...process.env,
        NOC_ADMIN_PASSWORD: ADMIN.password,
        NOC_LOG: 'warn',
        // For the tasks of the tests, which are not given what those of the program are.
        HARNESS_DATABASE_URL: `postgres://noc@${encodeURIComponent(join(this.data, 'run'))}/noc_scheduler`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child = child
    const said: string[] = []
    child.stderr?.on('data', (text: Buffer) => said.push(text.toString()))
    this.address = await new Promise<string>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`not ready in time:\n${said.join('')}`)), START_MS)
      createInterface({ input: child.stdout! }).on('line', (line) => {
        // The line after the ready one: then the first user is there, too.
        const found = /^Open http:\/\/([^\s/]+)/.exec(line)?.[1]
        if (found) {
          clearTimeout(late)
          resolve(found)
        }
      })
      child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${said.join('')}`)))
    })
  }

  /** Ends it, politely or not, and waits until it is gone. */
  async end(signal: 'SIGINT' | 'SIGKILL' = 'SIGINT') {
    const child = this.child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await gone
  }

  /** Puts things into its database that would take too long to make by requests. */
  async sql(text: string) {
    const where = ['-h', join(this.data, 'run'), '-U', 'noc', '-d', 'noc_scheduler']
    // In one go as with `-c`, but not as an argument: those are bounded.
    const running = promisify(execFile)('psql', [...where, '-v', 'ON_ERROR_STOP=1', '-q', '-1', '-f', '-'])
    running.child.stdin?.end(text)
    await running
  }

  async remove() {
    await this.end()
    await rm(this.data, { recursive: true, force: true })
  }
}
