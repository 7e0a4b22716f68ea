/** How commands and rights are written in a text, in the reader's language: `/digest list`, `/ダイジェスト 一覧`. */
import type { Texts } from './texts.ts'

/** Gives the values for the places `{subscribe}`, `{list}`, … of a text. */
export function commandNames({ t }: Texts) {
  const digest = `/${t('command.digest.name')}`
  const own = `/${t('command.me.name')}`
  return {
    digest,
    subscribe: `${digest} ${t('command.subscribe.name')}`,
    list: `${digest} ${t('command.list.name')}`,
    health: `${digest} ${t('command.health.name')}`,
    settings: `${digest} ${t('command.settings.name')}`,
    export: `${digest} ${t('command.export.name')}`,
    import: `${digest} ${t('command.import.name')}`,
    now: `${digest} ${t('command.now.name')}`,
    search: `/${t('command.search.name')}`,
    latest: `/${t('command.latest.name')}`,
    catchup: `/${t('command.catchup.name')}`,
    saved: `/${t('command.saved.name')}`,
    save: t('control.save'),
    me: own,
    ownSubscribe: `${own} ${t('command.me-subscribe.name')}`,
    ownList: `${own} ${t('command.me-list.name')}`,
    meExport: `${own} ${t('command.me-export.name')}`,
    meDelete: `${own} ${t('command.me-delete.name')}`,
    help: `/${t('command.help.name')}`,
    right: t('right.ManageGuild'),
    managers: t('command.option.managers.name'),
  }
}

/** Gives the same where somebody's own digests are meant: `{subscribe}` and `{list}` are those of their own. */
export function ownCommandNames(texts: Texts): ReturnType<typeof commandNames> {
  const names = commandNames(texts)
  return { ...names, subscribe: names.ownSubscribe, list: names.ownList }
}
