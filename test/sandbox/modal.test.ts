/** What the sandbox refuses of a form's selects, and who is chosen in one at first. */
import { expect, it } from 'vitest'
import { checkModal } from '../../src/sandbox/modal.ts'
import type { Json } from '../../src/sandbox/world.ts'

const ROLE = [{ id: '1', type: 'role' }]
const formWith = (part: Json): Json => ({
  custom_id: 'roles',
  title: 'Roles',
  components: [{ type: 18, label: 'Role', component: { type: 6, custom_id: 'role', ...part } }],
})

it.each([
  [{ min_values: 0 }, 'at least 1'],
  [{ required: false, disabled: false }, 'cannot be disabled'],
  [{ min_values: 2, max_values: 2, default_values: ROLE }, 'between min_values and max_values'],
] as [Json, string][])('a form with a role select of %j is refused', (part, reason) => {
  const problem = { rule: 'modal', message: expect.stringContaining(reason) }
  expect(() => checkModal(formWith(part))).toThrow(
    expect.objectContaining({ problems: [expect.objectContaining(problem)] }),
  )
})

it.each([
  [{ required: false, min_values: 0 }],
  [{ required: false, min_values: 0, default_values: ROLE }],
  [{ default_values: ROLE }],
] as [Json][])('a form with a role select of %j is opened', (part) => {
  expect(() => checkModal(formWith(part))).not.toThrow()
})
