import type { Point } from './layout'

/** Where people were in each picture, for when they come back to it while the page lives. */
export const views = new Map<string, { zoom: number; pan: Point }>()
