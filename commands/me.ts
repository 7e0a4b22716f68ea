/** `/me`: the caller's own digests, and what is kept of them, as a file, or for the last time. */
import { ButtonStyle } from 'discord-api-types/v10'
import type { Caller } from '../src/model/caller.ts'
import { type Command, customId, defineLeaf } from '../src/model/command.ts'
import type { Reply } from '../src/model/message.ts'
import type { AboutMe } from '../src/services/member-services.ts'
import type { Services } from '../src/services/services.ts'
import { meList } from './me-list.ts'
import { meSubscribe } from './me-subscribe.ts'
import { localized, named } from './names.ts'
import { button, buttons, plain, say } from './pieces.ts'

const isNothing = ({ saved, shared, own, digests, more }: AboutMe) =>
  saved + shared + own + digests + more === 0

function keptLines({ saved, shared, own, digests, more }: AboutMe, { locale }: Caller): string[] {
  return [
    ...(saved > 0 ? [say(locale, 'me.saved', { count: saved })] : []),
    ...(shared > 0 ? [say(locale, 'me.shared', { count: shared })] : []),
    ...(own > 0 ? [say(locale, 'me.own', { count: own })] : []),
    ...(digests > 0 ? [say(locale, 'me.digests', { count: digests })] : []),
    ...(more > 0 ? [say(locale, 'me.more')] : []),
  ]
}

function askReply(about: AboutMe, caller: Caller): Reply {
  const { locale } = caller
  const lines = [
    say(locale, 'me.ask'),
    ...keptLines(about, caller),
    say(locale, 'me.cannot-undo', { export: say(locale, 'command.me-export.name') }),
  ]
  return {
    content: lines.join('\n'),
    components: buttons(
      button(customId('me', 'forget'), say(locale, 'control.forget'), {
        style: ButtonStyle.Danger,
      }),
      button(customId('me', 'keep'), say(locale, 'control.keep')),
    ),
  }
}

const exported = defineLeaf({
  name: named('export', 'command.me-export.name'),
  description: localized('command.me-export'),
  answers: 'private',
  options: [],
  async run(_options, services: Services, caller) {
    const about = await services.aboutMe(caller)
    if (isNothing(about)) return plain(caller, 'me.nothing')
    const { locale } = caller
    const lines = [say(locale, 'me.exported'), ...keptLines(about, caller)]
    return { content: lines.join('\n'), file: await services.exportMe(caller) }
  },
})

const deleted = defineLeaf({
  name: named('delete', 'command.me-delete.name'),
  description: localized('command.me-delete'),
  answers: 'private',
  options: [],
  async run(_options, services: Services, caller) {
    const about = await services.aboutMe(caller)
    return isNothing(about) ? plain(caller, 'me.nothing') : askReply(about, caller)
  },
})

export const me: Command<Services> = {
  managersOnly: false,
  inDm: true,
  name: named('me', 'command.me.name'),
  description: localized('command.me'),
  leaves: [meSubscribe, meList, exported, deleted],
}
