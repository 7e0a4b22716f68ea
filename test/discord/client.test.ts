import { Events } from 'discord.js'
import { expect, it } from 'vitest'
import { createClient } from '../../src/discord/client.ts'
import { createLogger } from '../../src/lib/logger.ts'

it('an error of the client ends nothing: it stands in the log', async () => {
  const lines: string[] = []
  const log = createLogger('info', { write: (text) => lines.push(text) })
  const client = createClient({ log, pace: async () => {} })
  // Without a listener this would throw.
  client.emit(Events.Error, new Error('a listener failed'))
  expect(lines.join('')).toContain('a listener failed')
  await client.destroy()
})
