/** The gateway's own limits, written from Discord's documentation. */

export const GATEWAY = {
  /** The documentation's example says 45 s; 41.25 s is what Discord sends. */
  heartbeatEvery: 41_250,
  /** «Tolerance in the heartbeat_interval»; house rule: half an interval more. */
  heartbeatsWithin: 1.5,
  /** https://docs.discord.com/developers/events/gateway#sending-events */
  payloadBytes: 4096,
  /** https://docs.discord.com/developers/events/gateway#rate-limiting */
  sends: { most: 120, perMs: 60_000 },
  /** https://docs.discord.com/developers/events/gateway#identifying */
  identifiesADay: 1000,
  dayMs: 24 * 3_600_000,
  /** https://docs.discord.com/developers/events/gateway#session-start-limit-object */
  identifyWindow: 5_000,
  maxConcurrency: 1,
  /** https://docs.discord.com/developers/events/gateway#sharding */
  guildsPerShard: 2500,
  /** «Timeout after a few minutes»; house rule: three. */
  resumeWithin: 3 * 60_000,
  /** Events that a cut connection may ask for again; house rule. */
  kept: 1000,
} as const
