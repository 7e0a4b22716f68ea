/** All that is kept of a server: the buttons that export and delete it, and the question before it goes. */
import { ButtonStyle } from 'discord-api-types/v10'
import type { Caller } from '../src/model/caller.ts'
import { customId } from '../src/model/command.ts'
import type { Reply, Row } from '../src/model/message.ts'
import type { Locale } from '../src/model/subscription.ts'
import type { AboutServer } from '../src/services/server-services.ts'
import { button, buttons, say } from './pieces.ts'

const exportButton = (locale: Locale) =>
  button(customId('server', 'export'), say(locale, 'server-data.export-button'))

/** Gives the buttons under a server's settings; who does not manage the server itself is not offered to delete it all. */
export const dataButtons = ({ locale, manages }: Caller): Row[] =>
  buttons(
    exportButton(locale),
    ...(manages
      ? [
          button(customId('server', 'ask'), say(locale, 'server-data.ask-button'), {
            style: ButtonStyle.Danger,
          }),
        ]
      : []),
  )

function whatGoes({ digests, ended, posted, ...about }: AboutServer, locale: Locale): string[] {
  const more = about.notices + about.unposted
  return [
    ...(digests > 0 ? [say(locale, 'server-data.digests', { count: digests })] : []),
    ...(ended > 0 ? [say(locale, 'server-data.ended', { count: ended })] : []),
    ...(posted > 0 ? [say(locale, 'server-data.posted', { count: posted })] : []),
    ...(about.settings > 0 ? [say(locale, 'server-data.settings')] : []),
    ...(more > 0 ? [say(locale, 'server-data.more')] : []),
  ]
}

/** Gives the question whether all of it is to go; its button holds for what it names. */
export function askReply(
  about: AboutServer,
  { locale, now, again = false }: { locale: Locale; now: number; again?: boolean },
): Reply {
  const lines = [
    ...(again ? [say(locale, 'server-data.ask-again')] : []),
    say(locale, 'server-data.ask'),
    ...whatGoes(about, locale),
    say(locale, 'server-data.cannot-undo', { export: say(locale, 'server-data.export-button') }),
  ]
  return {
    content: lines.join('\n'),
    components: buttons(
      button(
        customId('server', 'forget', about.stamp, now.toString(36)),
        say(locale, 'control.forget'),
        { style: ButtonStyle.Danger },
      ),
      exportButton(locale),
      button(customId('server', 'keep'), say(locale, 'control.keep')),
    ),
  }
}
