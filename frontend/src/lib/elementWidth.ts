import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** How wide an element is, as it changes; `first` until it is there. */
export function useElementWidth(element: Ref<HTMLElement | undefined>, first: number): Ref<number> {
  const width = ref(first)
  const observer =
    typeof ResizeObserver === 'undefined'
      ? undefined
      : new ResizeObserver(([entry]) => {
          if (entry?.contentRect.width) width.value = entry.contentRect.width
        })
  onMounted(() => element.value && observer?.observe(element.value))
  onBeforeUnmount(() => observer?.disconnect())
  return width
}
