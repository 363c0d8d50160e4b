/** Most files taken from dropped folders. */
const MOST = 10_000

/** Files that were dropped, also those in dropped folders, however deep; the names show where they lay. */
export async function filesOf(transfer: DataTransfer): Promise<readonly File[]> {
  // entries are gone once the event is over: all are taken before the first is waited for
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry())
  const plain = [...transfer.files]
  if (!entries.some((entry) => entry?.isDirectory)) return plain
  const found: File[] = []
  for (const entry of entries) if (entry) await walk(entry, found)
  return found
}

async function walk(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (found.length >= MOST || entry.name.startsWith('.')) return
  if (isFile(entry)) found.push(await fileOf(entry))
  else if (isFolder(entry)) for (const inner of await entriesOf(entry)) await walk(inner, found)
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

const fileOf = async (entry: FileSystemFileEntry): Promise<File> => {
  const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
  return new File([file], entry.fullPath.replace(/^\//, ''), { type: file.type })
}

/** A folder is read in lots until an empty one comes. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const lot = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (lot.length === 0 || all.length >= MOST) return all
    all.push(...lot)
  }
}
