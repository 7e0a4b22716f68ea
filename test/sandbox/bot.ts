/** A bot as anybody would write it: stock discord.js, with `rest.api` and nothing else that is special. */
import { Client, type ClientOptions, Events, GatewayIntentBits } from 'discord.js'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'

/** Logs a client in; resolves when it is ready. */
export async function startBot(
  sandbox: Sandbox,
  { intents = [GatewayIntentBits.Guilds], ...more }: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = new Client({ intents, rest: { api: sandbox.apiUrl }, ...more })
  client.on(Events.Error, () => undefined)
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(sandbox.token)
  return ready
}
