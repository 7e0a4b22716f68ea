/** Turns of the event loop: a store that answers at once lets nothing else happen between its statements. */

/** Resolves when timers, sockets and whatever else waited have had their turn. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))
