/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-text-tasks.h"

#include <glib/gi18n-lib.h>

#include "office-text-clean.h"

#define MOST_LETTERS 30 /* of a chip, which is never broken: it has to fit into a message on a phone */

static gboolean
may_name_task (const OfficeSpan *span)
{
  return span->chip == NULL && (span->kind == OFFICE_SPAN_TASK || span->kind == OFFICE_SPAN_SHORT_ID);
}

static const char *
get_state_name (OfficeTask *task)
{
  switch (office_task_get_state (task))
    {
    case OFFICE_STATE_DOING:
      return _ ("In progress");
    case OFFICE_STATE_DONE:
      return _ ("Done");
    case OFFICE_STATE_OPEN:
    default:
      return _ ("Open");
    }
}

static gboolean
is_shown (OfficeTask *task)
{
  return task != NULL && office_task_is_present (task) && !office_task_get_trashed (task);
}

/* "DES-12 Order the lamps", cut where a letter with its marks ends. */
static char *
dup_words (OfficeTask *task, const char *short_id)
{
  g_autofree char *all = g_strconcat (short_id != NULL ? short_id : "", short_id != NULL ? " " : "",
                                      office_task_get_title (task), NULL);
  char *cut;

  if (g_utf8_strlen (all, -1) <= MOST_LETTERS)
    return g_steal_pointer (&all);
  cut = g_utf8_offset_to_pointer (all, MOST_LETTERS - 1);
  while (cut > all && office_text_is_mark (g_utf8_get_char (cut)))
    cut = g_utf8_prev_char (cut);
  *cut = '\0';
  return g_strconcat (g_strchomp (all), "…", NULL);
}

/* The number that was typed is shown as it is now: the task may have come to another room. */
static void
show_task (OfficeTextBlock *block, guint index, OfficeTask *task, OfficeSession *session)
{
  const OfficeSpan *span = &g_array_index (block->spans, OfficeSpan, index);
  g_autofree char *short_id = span->kind == OFFICE_SPAN_SHORT_ID ? office_session_dup_short_id (session, task) : NULL;
  g_autofree char *words = dup_words (task, short_id);
  OfficeTextChip *chip = g_new0 (OfficeTextChip, 1);

  chip->typed = office_text_block_dup_plain (block, span->start, span->end);
  chip->told = office_text_dup_task_state (task, session);
  chip->state = office_task_get_state (task);
  chip->done = chip->state == OFFICE_STATE_DONE;
  office_text_block_put_chip (block, index, office_task_get_id (task), chip, words);
}

static void
show_span (OfficeTextBlock *block, guint index, OfficeSession *session, GPtrArray *shown, GPtrArray *missing)
{
  const OfficeSpan *span = &g_array_index (block->spans, OfficeSpan, index);
  g_autofree char *short_id = span->kind == OFFICE_SPAN_SHORT_ID
                                  ? g_strndup (block->text + span->start + 1, span->end - span->start - 1)
                                  : NULL;
  OfficeTask *task = short_id != NULL ? office_session_find_task_by_short_id (session, short_id)
                                      : office_session_find_task (session, span->target);

  if (is_shown (task))
    {
      show_task (block, index, task, session);
      g_ptr_array_add (shown, task);
    }
  else
    g_ptr_array_add (missing, short_id != NULL ? g_steal_pointer (&short_id) : g_strdup (span->target));
}

/**
 * office_text_names_tasks:
 * @blocks: (element-type OfficeTextBlock): what office_text_markup_parse() gave
 *
 * Returns: whether a task may be named in it, by link or short id
 */
gboolean
office_text_names_tasks (GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const OfficeTextBlock *block = blocks->pdata[i];

      for (guint k = 0; k < block->spans->len; k++)
        if (may_name_task (&g_array_index (block->spans, OfficeSpan, k)))
          return TRUE;
    }
  return FALSE;
}

/**
 * office_text_dup_task_state:
 * @task: a task
 * @session: the office
 *
 * Returns: (transfer full) (nullable): all that a chip tells of it, "DES-12 Order the lamps (Done)"; it changes when the
 *   chip is to change. %NULL: it is not shown, as it is gone or in the trash
 */
char *
office_text_dup_task_state (OfficeTask *task, OfficeSession *session)
{
  g_autofree char *short_id = NULL;

  g_return_val_if_fail (OFFICE_IS_TASK (task), NULL);
  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);

  if (!is_shown (task))
    return NULL;
  short_id = office_session_dup_short_id (session, task);
  if (short_id == NULL)
    /* Translators: a task that a text names: title, then how it stands: Open, In progress or Done. */
    return g_strdup_printf (_ ("%s (%s)"), office_task_get_title (task), get_state_name (task));
  /* Translators: likewise, with the short id before it: DES-12 Order the lamps (Open). */
  return g_strdup_printf (_ ("%s %s (%s)"), short_id, office_task_get_title (task), get_state_name (task));
}

/**
 * office_text_show_tasks:
 * @blocks: (element-type OfficeTextBlock): what office_text_markup_parse() gave; changed
 * @session: the office
 * @shown: (element-type OfficeTask): the tasks that are shown now are appended, not owned: they live as long as the session
 * @missing: (element-type utf8): the short ids, and the ids, of those that are not are appended; owned
 *
 * Puts a chip in place of each task that is named and that the person sees. The others stay as they were typed.
 */
void
office_text_show_tasks (GPtrArray *blocks, OfficeSession *session, GPtrArray *shown, GPtrArray *missing)
{
  g_return_if_fail (OFFICE_IS_SESSION (session));

  for (guint i = 0; i < blocks->len; i++)
    {
      OfficeTextBlock *block = blocks->pdata[i];

      for (guint k = 0; k < block->spans->len; k++)
        if (may_name_task (&g_array_index (block->spans, OfficeSpan, k)))
          show_span (block, k, session, shown, missing);
    }
}
