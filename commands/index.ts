/** Every command, menu command and control of the bot: what is not listed here does not exist. */
import type { AnyControl, Command, MessageMenu } from '../src/model/command.ts'
import type { Services } from '../src/services/services.ts'
import { catchup } from './catchup.ts'
import { changed, earlier, open, read, rest, share, view } from './controls/articles.ts'
import { back } from './controls/back.ts'
import { catchUp } from './controls/catch-up.ts'
import { drop, list, now, pause, preview, resume, toPanel, undo } from './controls/digests.ts'
import { direct } from './controls/direct.ts'
import { feeds } from './controls/feeds.ts'
import { filter, filterSet, paid, why } from './controls/filters.ts'
import { find, tryInstead } from './controls/find.ts'
import { follow } from './controls/follow.ts'
import { forget } from './controls/me.ts'
import { mend } from './controls/mend.ts'
import { copy, copySet, move, moveSet } from './controls/move.ts'
import { save, saveChosen, savedDrop, savedPage, saveOfDigest, unsave } from './controls/save.ts'
import { server } from './controls/server.ts'
import { edit, editSet } from './controls/terms.ts'
import { digest } from './digest.ts'
import { health } from './digest-health.ts'
import { settings } from './digest-settings.ts'
import { help } from './help.ts'
import { latest } from './latest.ts'
import { me } from './me.ts'
import { saveMenu } from './save-menu.ts'
import { saved } from './saved.ts'
import { search } from './search.ts'

export const commands: readonly Command<Services>[] = [
  digest,
  search,
  latest,
  catchup,
  saved,
  me,
  help,
]

export const menus: readonly MessageMenu<Services>[] = [saveMenu]

export const controls: readonly AnyControl<Services>[] = [
  read,
  view,
  rest,
  earlier,
  changed,
  find,
  tryInstead,
  feeds,
  list,
  toPanel,
  pause,
  resume,
  drop,
  undo,
  preview,
  now,
  health,
  settings,
  server,
  mend,
  filter,
  filterSet,
  paid,
  why,
  edit,
  editSet,
  move,
  moveSet,
  copy,
  copySet,
  follow,
  save,
  saveOfDigest,
  saveChosen,
  unsave,
  savedPage,
  savedDrop,
  open,
  share,
  catchUp,
  back,
  direct,
  forget,
]
