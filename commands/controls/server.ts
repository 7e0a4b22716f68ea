/**
 * All that is kept of a server: `server:export`, `server:ask`, and under the question `server:forget:<what it named>:<when>`
 * and `server:keep`.
 */
import { SERVER_DATA } from '../../config/server-limits.ts'
import type { Caller } from '../../src/model/caller.ts'
import type { Control } from '../../src/model/command.ts'
import type { Reply } from '../../src/model/message.ts'
import type { Services } from '../../src/services/services.ts'
import { plain, say } from '../pieces.ts'
import { askReply } from '../server-data.ts'

async function exported(services: Services, caller: Caller): Promise<Reply> {
  const file = await services.exportServer(caller)
  if (file === null) return plain(caller, 'server-data.nothing')
  const { locale } = caller
  const { name, text, hidden, cut } = file
  const lines = [
    say(locale, 'server-data.exported', { days: SERVER_DATA.recordDays }),
    ...(hidden > 0 ? [say(locale, 'server-data.hidden', { count: hidden })] : []),
    ...(cut ? [say(locale, 'server-data.cut', { most: SERVER_DATA.mostRows })] : []),
  ]
  return { content: lines.join('\n'), file: { name, text } }
}

/** Stands beside the message with the button: the others on it go on working. */
const notYours = (caller: Caller): Reply => ({
  ...plain(caller, 'server-data.not-yours'),
  beside: true,
})

async function asked(services: Services, caller: Caller): Promise<Reply> {
  if (!caller.manages) return notYours(caller)
  const about = await services.aboutServer(caller)
  if (about === null) return plain(caller, 'server-data.nothing')
  return askReply(about, { locale: caller.locale, now: services.now() })
}

const timeOf = (base36: string): number =>
  /^[0-9a-z]{1,10}$/.test(base36) ? Number.parseInt(base36, 36) : 0

async function forgotten(
  services: Services,
  [stamp = '', at = '']: readonly string[],
  caller: Caller,
): Promise<Reply> {
  const done = await services.forgetServer({ stamp, askedAt: timeOf(at) }, caller)
  if (done.ok) return plain(caller, 'server-data.forgotten')
  switch (done.error.kind) {
    case 'ask-again':
      return askReply(done.error.about, { locale: caller.locale, now: services.now(), again: true })
    case 'nothing':
      return plain(caller, 'server-data.nothing')
    case 'not-yours':
      return notYours(caller)
    case 'not-in-server':
      return plain(caller, 'problem.not-in-server')
  }
}

export const server: Control<Services> = {
  route: 'server',
  answers: ([choice]) => (choice === 'export' ? 'private' : 'update'),
  managersOnly: true,
  async run({ args: [choice, ...rest] }, services, caller) {
    if (choice === 'export') return exported(services, caller)
    if (choice === 'ask') return asked(services, caller)
    return choice === 'forget' ? forgotten(services, rest, caller) : plain(caller, 'me.kept')
  },
}
