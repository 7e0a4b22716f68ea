/** How commands and rights are written in a text, in the reader's language: `/digest list`, `/ダイジェスト 一覧`. */
import type { Texts } from './texts.ts'

/** Gives the values for the places `{subscribe}`, `{list}`, … of a text. */
export function commandNames({ t }: Texts) {
  const digest = `/${t('command.digest.name')}`
  return {
    digest,
    subscribe: `${digest} ${t('command.subscribe.name')}`,
    list: `${digest} ${t('command.list.name')}`,
    health: `${digest} ${t('command.health.name')}`,
    settings: `${digest} ${t('command.settings.name')}`,
    import: `${digest} ${t('command.import.name')}`,
    now: `${digest} ${t('command.now.name')}`,
    search: `/${t('command.search.name')}`,
    latest: `/${t('command.latest.name')}`,
    catchup: `/${t('command.catchup.name')}`,
    saved: `/${t('command.saved.name')}`,
    save: t('control.save'),
    me: `/${t('command.me.name')}`,
    help: `/${t('command.help.name')}`,
    right: t('right.ManageGuild'),
    managers: t('command.option.managers.name'),
  }
}
