/** Every command and control of the bot: what is not listed here does not exist. */
import type { Command, Control } from '../src/model/command.ts'
import type { Services } from '../src/services/services.ts'
import { earlier, read, rest, view } from './controls/articles.ts'
import { drop, list, now, pause, preview, resume, undo } from './controls/digests.ts'
import { feeds } from './controls/feeds.ts'
import { find } from './controls/find.ts'
import { digest } from './digest.ts'
import { health } from './digest-health.ts'
import { help } from './help.ts'
import { latest } from './latest.ts'
import { search } from './search.ts'

export const commands: readonly Command<Services>[] = [digest, search, latest, help]

export const controls: readonly Control<Services>[] = [
  read,
  view,
  rest,
  earlier,
  find,
  feeds,
  list,
  pause,
  resume,
  drop,
  undo,
  preview,
  now,
  health,
]
