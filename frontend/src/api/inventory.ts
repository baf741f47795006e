import { useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { api, ok } from './client'
import type { components, paths } from './schema'

type Schemas = components['schemas']
export type Device = Schemas['Device']
export type DeviceDetail = Schemas['DeviceDetail']
export type DeviceFacets = Schemas['DeviceFacets']
export type DeviceJob = Schemas['DeviceJob']
export type Host = Schemas['Host']
export type HostFacets = Schemas['HostFacets']
export type FacetValue = Schemas['FacetValue']
export type Sync = Schemas['InventorySync']
export type SyncDetail = Schemas['InventorySyncDetail']
export type SyncKind = Schemas['SyncKind']
export type Change = Schemas['InventoryChange']
export type ChangeKind = Schemas['InventoryChangeKind']
export type FieldChange = Schemas['InventoryFieldChange']
export type Difference = Schemas['InventoryDifference']
export type Differences = Schemas['InventoryDifferences']
export type Disagreement = Schemas['Disagreement']
export type DisagreementKind = Schemas['DisagreementKind']
export type Inventory = Schemas['Inventory']
export type InventoryDetail = Schemas['InventoryDetail']
export type InventoryInput = Schemas['InventoryInput']
export type InventoryPreview = Schemas['InventoryPreview']
export type Condition = Schemas['Condition']
export type Operator = Schemas['ConditionOperator']
export type Targets = Schemas['JobTargets']

type QueryOf<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } }
  ? NonNullable<Q>
  : never
export type DeviceQuery = QueryOf<'/api/inventory/devices'>
export type HostQuery = QueryOf<'/api/inventory/hosts'>

/** Values of the inventory may have commas in them, so that every one is sent by itself. */
export const each = { querySerializer: { array: { style: 'form' as const, explode: true } } }

export const inventoryKeys = {
  all: ['inventory'] as const,
  device: (ref: string) => ['inventory', 'device', ref] as const,
  host: (id: string) => ['inventory', 'host', id] as const,
  sync: (id: string) => ['inventory', 'sync', id] as const,
  sets: ['inventory', 'sets'] as const,
  set: (id: number) => ['inventory', 'sets', id] as const,
}

/** The named inventories, by name. */
export const useSets = (enabled: MaybeRefOrGetter<boolean> = true) =>
  useQuery({
    queryKey: inventoryKeys.sets,
    queryFn: () => ok(api.GET('/api/inventories')),
    enabled: () => toValue(enabled),
  })

export const useSet = (id: MaybeRefOrGetter<number>, enabled: MaybeRefOrGetter<boolean> = true) =>
  useQuery({
    queryKey: computed(() => inventoryKeys.set(toValue(id))),
    queryFn: () => ok(api.GET('/api/inventories/{id}', { params: { path: { id: toValue(id) } } })),
    enabled: () => toValue(enabled),
  })
