/** `/digest import`: the feeds of a list from another reader, as one digest. */
import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import { MESSAGE } from '../config/limits.ts'
import { oneLine } from '../src/digest/one-line.ts'
import type { TextKey } from '../src/language/texts.ts'
import type { Caller } from '../src/model/caller.ts'
import { defineLeaf } from '../src/model/command.ts'
import type { Reply } from '../src/model/message.ts'
import type { Locale } from '../src/model/subscription.ts'
import type { BadEntry, Imported, ImportProblem } from '../src/services/orders.ts'
import type { Services } from '../src/services/services.ts'
import { codePoints, truncate } from '../src/text/truncate.ts'
import { completeDays } from './days-words.ts'
import { localized, named } from './names.ts'
import { code, plain, say } from './pieces.ts'
import { codedAddress, subscribeProblem } from './problems.ts'
import { subscribedControls, subscribedLines } from './subscribed.ts'
import { completeTime } from './when-words.ts'
import { completeZone, FOLLOW_UPS, here, WHERE_AND_WHEN } from './where-and-when.ts'

/** What is said of the most usual faults; the rest is "could not be read". */
const FAULTS: Partial<Record<BadEntry['error']['kind'], TextKey>> = {
  adult: 'import.bad.adult',
  'bad-address': 'import.bad.bad-address',
  'not-a-feed': 'import.bad.not-a-feed',
  empty: 'import.bad.not-a-feed',
  blocked: 'import.bad.blocked',
  credentials: 'import.bad.credentials',
  'http-error': 'import.bad.http-error',
}
const NAME = 60

function badLine({ title, address, error }: BadEntry, locale: Locale): string {
  const fault = FAULTS[error.kind] ?? 'import.bad.other'
  const name = address === '' ? code(truncate(oneLine(title ?? '?'), NAME)) : codedAddress(address)
  return `• ${name}: ${say(locale, fault, { status: String(error.status ?? '?') })}`
}

/** Gives as many of the bad entries as fit, and how many more there are. */
function withBad(lines: readonly string[], bad: readonly BadEntry[], locale: Locale): string {
  if (bad.length === 0) return lines.join('\n')
  let content = [...lines, '', say(locale, 'import.bad', { count: bad.length })].join('\n')
  for (const [index, entry] of bad.entries()) {
    const line = badLine(entry, locale)
    const more = say(locale, 'import.bad-more', { count: bad.length - index })
    if (codePoints(`${content}\n${line}\n${more}`) > MESSAGE.content) return `${content}\n${more}`
    content += `\n${line}`
  }
  return content
}

function importedReply(done: Imported, caller: Caller): Reply {
  const { locale } = caller
  const { feeds, failing, left, bad } = done
  const lines = [
    ...subscribedLines(done, caller),
    say(locale, 'import.feeds', { count: feeds }),
    failing > 0 ? say(locale, 'import.failing', { count: failing }) : '',
    left > 0 ? say(locale, 'import.left', { count: left }) : '',
  ].filter((line) => line !== '')
  return { content: withBad(lines, bad, locale), components: subscribedControls(done, locale) }
}

function importProblem(problem: ImportProblem, caller: Caller): Reply {
  switch (problem.kind) {
    case 'no-list':
    case 'list-too-large':
      return plain(caller, `problem.${problem.kind}`)
    case 'no-good-feed':
      return {
        content: withBad([say(caller.locale, 'problem.no-good-feed')], problem.bad, caller.locale),
      }
    default:
      return subscribeProblem(problem, caller)
  }
}

export const digestImport = defineLeaf({
  name: named('import', 'command.import.name'),
  description: localized('command.import'),
  answers: 'private',
  options: [
    {
      type: ApplicationCommandOptionType.Attachment,
      name: named('file', 'command.option.file.name'),
      description: localized('command.option.file'),
      required: true,
    },
    ...WHERE_AND_WHEN,
    ...FOLLOW_UPS,
  ],
  complete: {
    time: async (typed, _services: Services, caller) => completeTime(typed, caller),
    zone: async (typed, services: Services) => completeZone(typed, services),
    days: async (typed, services: Services, caller) => completeDays(typed, services, caller),
  },
  async run(options, services: Services, caller, show) {
    const order = {
      file: options.file,
      channel: options.channel ?? here(caller),
      time: options.time ?? null,
      zone: options.zone ?? null,
      days: options.days ?? null,
      count: null,
      roleId: null,
      silent: false,
      thread: options.thread ?? false,
      publish: options.publish ?? true,
    }
    const done = await services.importOpml(order, caller, (progress) =>
      show?.(plain(caller, 'import.progress', progress)),
    )
    return done.ok ? importedReply(done.value, caller) : importProblem(done.error, caller)
  },
})
