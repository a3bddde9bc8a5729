import type { Messages } from '../catalogue.js'
import { accessibility } from './accessibility.js'
import { basket } from './basket.js'
import { facts } from './facts.js'
import { home } from './home.js'
import { overview } from './overview.js'
import { advice, problems } from './problems.js'
import { cite, reading, states } from './reading.js'
import { results, understood } from './results.js'
import { settings } from './settings.js'
import { script, shell } from './shell.js'
import { quality, source } from './source.js'

/** The same in English. */
export const en: Messages = { accessibility, advice, basket, cite, facts, home, overview, problems, quality, reading, results, script, settings, shell, source, states, understood }
