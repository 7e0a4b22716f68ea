/** `/help`: what the bot is for, three steps for managers, a digest of one's own, and what members can do. */
import { type Command, defineLeaf } from '../src/model/command.ts'
import type { Services } from '../src/services/services.ts'
import { localized, named } from './names.ts'
import { say } from './pieces.ts'

const leaf = defineLeaf({
  name: named('help', 'command.help.name'),
  description: localized('command.help'),
  answers: 'private',
  options: [],
  async run(_options, _services: Services, { locale }) {
    const parts = ['help.about', 'help.managers', 'help.own', 'help.members'] as const
    return { content: parts.map((part) => say(locale, part)).join('\n\n') }
  },
})

export const help: Command<Services> = { managersOnly: false, inDm: true, leaf }
