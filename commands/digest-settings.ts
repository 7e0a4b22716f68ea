/** `/digest settings`: what holds for the whole server; without options it shows how things are. */
import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import type { TextKey } from '../src/language/texts.ts'
import type { Caller } from '../src/model/caller.ts'
import { type Control, customId, defineLeaf } from '../src/model/command.ts'
import type { Reply } from '../src/model/message.ts'
import type { Locale } from '../src/model/subscription.ts'
import type { Services, SettingsChange, SettingsView } from '../src/services/services.ts'
import { localized, named } from './names.ts'
import { button, buttons, channelLink, plain, roleLink, say } from './pieces.ts'
import { settingsProblem } from './problems.ts'
import { dataButtons } from './server-data.ts'
import { completeZone, MESSAGE_CHANNELS } from './where-and-when.ts'

const localeOf = (chosen: string | undefined): Locale | undefined =>
  chosen === 'ja' || chosen === 'en' ? chosen : undefined

const LANGUAGE: Record<Locale, TextKey> = {
  en: 'command.option.language.en',
  ja: 'command.option.language.ja',
}

/** What can be taken back, by the name that its button bears. */
const RESETS = {
  notices: { key: 'settings.reset.notices', change: { notices: null } },
  managers: { key: 'settings.reset.managers', change: { managers: null } },
  language: { key: 'settings.reset.language', change: { locale: null } },
  zone: { key: 'settings.reset.zone', change: { zone: null } },
} as const satisfies Record<string, { key: TextKey; change: SettingsChange }>

type Reset = keyof typeof RESETS

function linesOf({ set, locale, zone }: SettingsView, reader: Locale): string[] {
  const values = { language: say(reader, LANGUAGE[locale]), zone }
  const notices = set.notices === null ? '' : channelLink(set.notices)
  const managers = set.managers === null ? '' : roleLink(set.managers)
  return [
    say(reader, notices === '' ? 'settings.notices-direct' : 'settings.notices', { notices }),
    say(reader, managers === '' ? 'settings.managers-none' : 'settings.managers', { managers }),
    say(reader, set.locale === null ? 'settings.language-guessed' : 'settings.language', values),
    say(reader, set.zone === null ? 'settings.zone-guessed' : 'settings.zone', values),
  ]
}

function settingsReply(view: SettingsView, caller: Caller, changed: boolean): Reply {
  const { locale } = caller
  const { set } = view
  const taken: Reset[] = [
    ...(set.notices === null ? [] : (['notices'] as const)),
    ...(set.managers === null || !caller.manages ? [] : (['managers'] as const)),
    ...(set.locale === null ? [] : (['language'] as const)),
    ...(set.zone === null ? [] : (['zone'] as const)),
  ]
  return {
    content: [
      say(locale, changed ? 'settings.changed' : 'settings.title'),
      ...linesOf(view, locale),
      say(locale, 'settings.about'),
    ].join('\n'),
    components: [
      ...buttons(
        ...taken.map((name) => button(customId('settings', name), say(locale, RESETS[name].key))),
      ),
      ...dataButtons(caller),
    ],
  }
}

/** A refusal stands beside a message with controls: they go on working. */
async function changed(services: Services, change: SettingsChange, caller: Caller): Promise<Reply> {
  const done = await services.changeSettings(change, caller)
  return done.ok
    ? settingsReply(done.value, caller, true)
    : { ...settingsProblem(done.error, caller), beside: true }
}

async function shown(services: Services, caller: Caller): Promise<Reply> {
  const view = await services.settings(caller)
  return view ? settingsReply(view, caller, false) : plain(caller, 'problem.not-in-server')
}

export const digestSettings = defineLeaf({
  name: named('settings', 'command.settings.name'),
  description: localized('command.settings'),
  answers: 'private',
  options: [
    {
      type: ApplicationCommandOptionType.Channel,
      name: named('notices', 'command.option.notices.name'),
      description: localized('command.option.notices'),
      channel_types: [...MESSAGE_CHANNELS],
    },
    {
      type: ApplicationCommandOptionType.Role,
      name: named('managers', 'command.option.managers.name'),
      description: localized('command.option.managers'),
    },
    {
      type: ApplicationCommandOptionType.String,
      name: named('language', 'command.option.language.name'),
      description: localized('command.option.language'),
      choices: [
        { name: localized(LANGUAGE.ja), value: 'ja' },
        { name: localized(LANGUAGE.en), value: 'en' },
      ],
    },
    {
      type: ApplicationCommandOptionType.String,
      name: named('zone', 'command.option.zone.name'),
      description: localized('command.option.server-zone'),
      max_length: 60,
    },
  ],
  complete: { zone: async (typed, services: Services) => completeZone(typed, services) },
  async run({ notices, managers, language, zone }, services: Services, caller) {
    const locale = localeOf(language)
    const change: SettingsChange = {
      ...(notices === undefined ? {} : { notices }),
      ...(managers === undefined ? {} : { managers }),
      ...(locale === undefined ? {} : { locale }),
      ...(zone === undefined ? {} : { zone }),
    }
    return Object.keys(change).length === 0
      ? shown(services, caller)
      : changed(services, change, caller)
  },
})

const isReset = (name: string): name is Reset => Object.hasOwn(RESETS, name)

/** Takes a setting back: `settings:<its name>`. */
export const settings: Control<Services> = {
  route: 'settings',
  answers: 'update',
  managersOnly: true,
  run: async ({ args: [name = ''] }, services, caller) =>
    isReset(name) ? changed(services, RESETS[name].change, caller) : shown(services, caller),
}
