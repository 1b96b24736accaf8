/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Linked into fuzzers that make a book for each input. SQLite asks for memory so often that with AddressSanitizer's own
 * allocator three inputs of four would not be tried in the same time. Here freed blocks wait in lists, one for each power
 * of two, and are poisoned meanwhile: a text that is read after its statement went on is still found.
 */
#include <glib.h>
#include <sanitizer/asan_interface.h>
#include <sqlite3.h>
#include <string.h>

#define SMALLEST    5 /* 32 bytes */
#define N_CLASSES   32
#define CHUNK_BYTES (1 << 20) /* from which small blocks are cut */

typedef union _Block Block;
union _Block {
  struct {
    guint class;
    Block *next; /* while it is free */
  };
  guint8 room[16]; /* what follows is aligned as malloc() aligns */
};

static Block *free_blocks[N_CLASSES];
static guint8 *chunk;
static gsize chunk_left;

static gsize
bytes_of (guint class)
{
  return (gsize) 1 << class;
}

static Block *
cut (guint class)
{
  gsize size = sizeof (Block) + bytes_of (class);
  Block *block;

  if (size > CHUNK_BYTES / 4)
    return g_malloc (size);
  if (size > chunk_left)
    {
      chunk = g_malloc (CHUNK_BYTES);
      chunk_left = CHUNK_BYTES;
    }
  block = (Block *) chunk;
  chunk += size;
  chunk_left -= size;
  return block;
}

static void *
take (int n)
{
  guint class = MAX (SMALLEST, g_bit_storage ((gulong) n - 1));
  Block *block = free_blocks[class];

  if (block != NULL)
    free_blocks[class] = block->next;
  else
    block = cut (class);
  block->class = class;
  /* All of it: SQLite asks how much there is, and uses it. */
  ASAN_UNPOISON_MEMORY_REGION (block + 1, bytes_of (class));
  return block + 1;
}

static void
give_back (void *memory)
{
  Block *block = (Block *) memory - 1;

  if (memory == NULL)
    return;
  ASAN_POISON_MEMORY_REGION (memory, bytes_of (block->class));
  block->next = free_blocks[block->class];
  free_blocks[block->class] = block;
}

static int
size_of (void *memory)
{
  return memory != NULL ? (int) bytes_of (((Block *) memory - 1)->class) : 0;
}

static void *
resize (void *memory, int n)
{
  gsize before = (gsize) size_of (memory);
  void *other;

  if ((gsize) n <= before)
    return memory;
  other = take (n);
  memcpy (other, memory, before);
  give_back (memory);
  return other;
}

static int
round_up (int n)
{
  return (int) bytes_of (MAX (SMALLEST, g_bit_storage ((gulong) n - 1)));
}

static int
begin (void *data)
{
  return SQLITE_OK;
}

static void
end (void *data)
{
}

__attribute__ ((constructor)) static void
replace_allocator (void)
{
  static const sqlite3_mem_methods methods = { take, give_back, resize, size_of, round_up, begin, end, NULL };

  if (sqlite3_config (SQLITE_CONFIG_MALLOC, &methods) != SQLITE_OK)
    g_error ("SQLite was used too early");
}
