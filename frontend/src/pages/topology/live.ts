import { topologyKeys } from '@/api/topology'
import { queryClient } from '@/api/queries'
import { onEnded } from '@/live/ended'

export const CRAWL = 'discover_topology'

/** Reads again whatever is shown of the topology when a crawl has ended. */
export const followCrawls = () =>
  onEnded(
    (task) => task === CRAWL,
    () => void queryClient.invalidateQueries({ queryKey: topologyKeys.all }),
  )
