/** The sandbox of the gateway's bench, in a process of its own: builds its servers, says where it is, and serves. */
import { systemClock } from '../../src/lib/clock.ts'
import { startSandbox } from '../../src/sandbox/sandbox.ts'

export type Built = { apiUrl: string; token: string; buildMs: number }

const [servers = 0, channels = 0] = process.argv.slice(2).map(Number)
const start = performance.now()
const sandbox = await startSandbox({ clock: systemClock })
for (let n = 0; n < servers; n += 1) {
  const { id } = sandbox.addGuild({ name: `server ${n}` })
  for (let c = 0; c < channels; c += 1) sandbox.addChannel(id, { name: `channel-${c}` })
}
const { apiUrl, token } = sandbox
const built: Built = { apiUrl, token, buildMs: performance.now() - start }
process.send?.(built)
process.on('message', () => process.send?.(process.memoryUsage().rss))
process.on('disconnect', () => void sandbox.close())
