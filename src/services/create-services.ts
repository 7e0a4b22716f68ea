/** Binds the services to what they need: what commands and controls are handed. */

import { catchUp, sinceHere } from './catch-up.ts'
import { resumeReturned } from './come-back.ts'
import type { Deps } from './deps.ts'
import { setFilters } from './filters.ts'
import * as find from './find.ts'
import { formDraft } from './form-draft.ts'
import { feedHealth } from './health.ts'
import * as manage from './manage.ts'
import * as me from './me.ts'
import * as mend from './mend.ts'
import { copy, move } from './move.ts'
import { exportOpml, importOpml } from './opml.ts'
import * as own from './own.ts'
import * as save from './save.ts'
import * as search from './search.ts'
import { searchChoices } from './search-choices.ts'
import type { SearchServices } from './search-services.ts'
import * as serverData from './server-data.ts'
import type { ServerServices } from './server-services.ts'
import type { Services } from './services.ts'
import { setFollowUps } from './set-follow-ups.ts'
import { setTerms } from './set-terms.ts'
import { changeSettings, daysChoices, settings } from './settings.ts'
import { share } from './share.ts'
import { subscribeChoices } from './sources.ts'
import { subscribe, subscribeChosen } from './subscribe.ts'
import { whatChanged } from './what-changed.ts'
import { why } from './why.ts'

const ofServer = (deps: Deps): Omit<ServerServices, 'resumeReturned'> => ({
  aboutServer: (caller) => serverData.aboutServer(deps, caller),
  exportServer: (caller) => serverData.exportServer(deps, caller),
  forgetServer: (question, caller) => serverData.forgetAsked(deps, question, caller),
})

const searchServices = (deps: Deps): SearchServices => ({
  search: (wish, caller) => search.search(deps, wish, caller),
  searchPage: (session, page, caller) => search.searchPage(deps, { session, page }, caller),
  searchSuggested: (session, index, caller) =>
    search.searchSuggested(deps, { session, index }, caller),
  searchChoices: (typed, caller) => searchChoices(deps, typed, caller),
})

/** What readers do with articles. */
const ofArticles = (deps: Deps) =>
  ({
    article: (id, caller) => find.article(deps, id, caller),
    earlier: (id, caller) => find.earlier(deps, id, caller),
    rest: (key, caller) => find.rest(deps, key, caller),
    save: (ids, caller) => save.save(deps, ids, caller),
    unsave: (ids, caller) => save.unsave(deps, ids, caller),
    saved: (page, caller) => save.saved(deps, page, caller),
    articlesOfDigest: (key, caller) => save.articlesOfDigest(deps, key, caller),
    articlesOfMessage: (id, caller) => save.articlesOfMessage(deps, id, caller),
    whatChanged: (key, caller) => whatChanged(deps, key, caller),
  }) satisfies Partial<Services>

/** Gives the services of a bot. `wake` tells its loops that there may be work. */
export const createServices = (deps: Deps, wake: () => void): Services => {
  const thenWake = async <T>(done: Promise<T>): Promise<T> => {
    const result = await done
    wake()
    return result
  }
  return {
    ...ofArticles(deps),
    now: () => deps.clock.now(),
    subscribe: (input, caller) => thenWake(subscribe(deps, input, caller)),
    subscribeChosen: (session, chosen, caller) =>
      thenWake(subscribeChosen(deps, { session, chosen }, caller)),
    subscribeChoices: (typed, caller) => subscribeChoices(deps, typed, caller),
    subscribeOwn: (order, caller) => thenWake(own.subscribeOwn(deps, order, caller)),
    owedStopped: (caller) => own.owedStopped(deps, caller),
    resumeStopped: (caller) => thenWake(own.resumeStopped(deps, caller)),
    importOpml: (order, caller, told) => thenWake(importOpml(deps, { order, caller }, told)),
    exportOpml: (caller) => exportOpml(deps, caller),
    subscriptions: (caller) => manage.subscriptions(deps, caller),
    subscriptionOf: (id, caller) => manage.subscriptionById(deps, id, caller),
    preview: (id, caller) => manage.preview(deps, id, caller),
    setPaused: (id, paused, caller) => manage.setPaused(deps, { id, paused }, caller),
    setFilters: (change, caller) => setFilters(deps, change, caller),
    filterDraft: (session, caller) => formDraft(deps, { form: 'filters', session }, caller),
    termsDraft: (session, caller) => formDraft(deps, { form: 'terms', session }, caller),
    setTerms: (change, caller) => setTerms(deps, change, caller),
    setFollowUps: (change, caller) => setFollowUps(deps, change, caller),
    move: (change, caller) => thenWake(move(deps, change, caller)),
    copy: (order, caller) => thenWake(copy(deps, order, caller)),
    why: (asked, caller) => why(deps, asked, caller),
    unsubscribe: (id, caller) => manage.unsubscribe(deps, id, caller),
    restore: (id, caller) => manage.restore(deps, id, caller),
    digestNow: (target, caller) => thenWake(manage.digestNow(deps, target, caller)),
    settings: (caller) => settings(deps, caller),
    changeSettings: (change, caller) => changeSettings(deps, change, caller),
    ...ofServer(deps),
    resumeReturned: (caller) => thenWake(resumeReturned(deps, caller)),
    feedHealth: (caller) => feedHealth(deps, caller),
    troubledFeeds: (key, caller) => mend.troubledFeeds(deps, key, caller),
    lookForAddress: (feedId, caller) => mend.lookForAddress(deps, feedId, caller),
    takeAddress: (choice, caller) => thenWake(mend.takeAddress(deps, choice, caller)),
    removeFeed: (feedId, caller) => mend.removeFeed(deps, feedId, caller),
    putBackFeed: (removed, caller) => thenWake(mend.putBackFeed(deps, removed, caller)),
    ...searchServices(deps),
    latest: (feedId, caller) => find.latest(deps, feedId, caller),
    feedChoices: (typed, caller) => find.feedChoices(deps, typed, caller),
    zoneChoices: find.zoneChoices,
    daysChoices: (typed, caller) => daysChoices(deps, typed, caller),
    sinceHere: (typed, caller) => sinceHere(deps, typed, caller),
    catchUp: (wanted, caller) => catchUp(deps, wanted, caller),
    aboutMe: (caller) => me.aboutMe(deps, caller),
    exportMe: (caller) => me.exportMe(deps, caller),
    forgetMe: (caller) => me.forgetMe(deps, caller),
    share: (id, caller) => thenWake(share(deps, id, caller)),
  }
}
