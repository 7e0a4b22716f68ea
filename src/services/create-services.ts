/** Binds the services to what they need: what commands and controls are handed. */
import type { Deps } from './deps.ts'
import * as find from './find.ts'
import { feedHealth } from './health.ts'
import * as manage from './manage.ts'
import { exportOpml, importOpml } from './opml.ts'
import type { Services } from './services.ts'
import { subscribeChoices } from './sources.ts'
import { subscribe, subscribeChosen } from './subscribe.ts'

/** Gives the services of a bot. `wake` tells its loops that there may be work. */
export const createServices = (deps: Deps, wake: () => void): Services => {
  const thenWake = async <T>(done: Promise<T>): Promise<T> => {
    const result = await done
    wake()
    return result
  }
  return {
    now: () => deps.clock.now(),
    subscribe: (input, caller) => thenWake(subscribe(deps, input, caller)),
    subscribeChosen: (session, chosen, caller) =>
      thenWake(subscribeChosen(deps, { session, chosen }, caller)),
    subscribeChoices: (typed, caller) => subscribeChoices(deps, typed, caller),
    importOpml: (order, caller, told) => thenWake(importOpml(deps, { order, caller }, told)),
    exportOpml: (caller) => exportOpml(deps, caller),
    subscriptions: (caller) => manage.subscriptions(deps, caller),
    subscriptionOf: (id, caller) => manage.subscriptionById(deps, id, caller),
    preview: (id, caller) => manage.preview(deps, id, caller),
    setPaused: (id, paused, caller) => manage.setPaused(deps, { id, paused }, caller),
    unsubscribe: (id, caller) => manage.unsubscribe(deps, id, caller),
    restore: (id, caller) => manage.restore(deps, id, caller),
    digestNow: (target, caller) => thenWake(manage.digestNow(deps, target, caller)),
    feedHealth: (caller) => feedHealth(deps, caller),
    search: (query, caller) => find.search(deps, query, caller),
    searchPage: (session, page, caller) => find.searchPage(deps, { session, page }, caller),
    latest: (feedId, caller) => find.latest(deps, feedId, caller),
    feedChoices: (typed, caller) => find.feedChoices(deps, typed, caller),
    zoneChoices: find.zoneChoices,
    article: (id, caller) => find.article(deps, id, caller),
    earlier: (id, caller) => find.earlier(deps, id, caller),
    rest: (key, caller) => find.rest(deps, key, caller),
  }
}
