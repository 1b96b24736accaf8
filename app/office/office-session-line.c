/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-database.h"
#include "office-problem.h"
#include "office-reason-words.h"

#include <glib/gi18n.h>

/* ---- state ---- */

/* What the host says is English; the link's own words are in the reader's language already. */
static char *
problem_to_sentence (const GError *problem)
{
  if (problem == NULL)
    return NULL;
  if (g_error_matches (problem, OFFICE_SQL_ERROR, OFFICE_SQL_ERROR_FULL))
    return g_strdup (_ ("The disk of this computer is full. What the others write comes when there is room."));
  if (problem->domain != OFFICE_PROBLEM)
    return g_strdup (problem->message);
  switch (problem->code)
    {
    case OFFICE_PROBLEM_UNAUTHENTICATED:
      return g_strdup (_ ("You are signed out of this office."));
    case OFFICE_PROBLEM_FORBIDDEN:
      if (g_strcmp0 (office_problem_get_field (problem), "fingerprint") == 0)
        return g_strdup (_ ("The office shows another certificate than before."));
      return g_strdup (office_reason_get_words_of (problem));
    case OFFICE_PROBLEM_CONFLICT:
      if (g_strcmp0 (office_problem_get_field (problem), "device") == 0)
        return g_strdup (_ ("This office was opened elsewhere with the same sign-in."));
      return g_strdup (office_reason_get_words_of (problem));
    case OFFICE_PROBLEM_UNAVAILABLE:
      return g_strdup (_ ("The office does not answer."));
    default:
      return g_strdup (office_reason_get_words_of (problem));
    }
}

static OfficeTrouble
find_trouble (OfficeLineState state, const GError *problem)
{
  if (state != OFFICE_LINE_STOPPED || problem == NULL)
    return OFFICE_TROUBLE_NONE;
  if (g_error_matches (problem, OFFICE_PROBLEM, OFFICE_PROBLEM_OUTDATED))
    return OFFICE_TROUBLE_UPDATE;
  if (g_error_matches (problem, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT)
      && g_strcmp0 (office_problem_get_field (problem), "device") == 0)
    return OFFICE_TROUBLE_ELSEWHERE;
  if (g_error_matches (problem, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAUTHENTICATED))
    return OFFICE_TROUBLE_SIGNED_OUT;
  if (g_error_matches (problem, OFFICE_PROBLEM, OFFICE_PROBLEM_FORBIDDEN)
      && g_strcmp0 (office_problem_get_field (problem), "fingerprint") == 0)
    return OFFICE_TROUBLE_CERTIFICATE;
  return OFFICE_TROUBLE_OTHER;
}

static gboolean
is_away_from_host (OfficeLineState state)
{
  return state == OFFICE_LINE_STOPPED || state == OFFICE_LINE_WAITING || state == OFFICE_LINE_CONNECTING;
}

/**
 * office_session_count_here:
 * @self: a session in which somebody came, left or went away from the desk
 */
void
office_session_count_here (OfficeSession *self)
{
  GHashTableIter iter;
  gpointer person;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->people);
  while (g_hash_table_iter_next (&iter, NULL, &person))
    n += office_person_get_presence (person) == OFFICE_PRESENCE_HERE ? 1 : 0;
  if (self->n_here == n)
    return;
  self->n_here = n;
  office_session_notify (self, OFFICE_SESSION_N_HERE);
  office_session_notify (self, OFFICE_SESSION_STATE_TEXT);
}

static void
office_session_forget_presence (OfficeSession *self)
{
  GHashTableIter iter;
  gpointer person;

  g_hash_table_iter_init (&iter, self->people);
  while (g_hash_table_iter_next (&iter, NULL, &person))
    office_person_set_presence (person, OFFICE_PRESENCE_OFFLINE);
}

/**
 * office_session_set_token:
 * @self: a session whose line and transfer were made without a token
 * @token: (nullable): the token; %NULL: there is none, so that the person has to sign in again
 */
void
office_session_set_token (OfficeSession *self, const char *token)
{
  if (self->transfer != NULL)
    office_transfer_set_token (self->transfer, token);
  if (self->line != NULL)
    office_line_set_token (self->line, token);
}

/**
 * office_session_set_state:
 * @self: a session
 * @state: how the line is
 * @problem: (nullable): why it is not live
 */
void
office_session_set_state (OfficeSession *self, OfficeLineState state, const GError *problem)
{
  gboolean changed = self->state != state;

  g_object_freeze_notify (G_OBJECT (self));
  g_free (self->problem);
  self->problem = problem_to_sentence (problem);
  self->trouble = find_trouble (state, problem);
  office_session_notify (self, OFFICE_SESSION_PROBLEM);
  self->state = state;
  if (changed)
    {
      office_session_notify (self, OFFICE_SESSION_STATE);
      office_session_notify (self, OFFICE_SESSION_STATE_TEXT);
    }
  if (is_away_from_host (state))
    office_session_forget_presence (self);
  else if (state == OFFICE_LINE_LIVE)
    office_person_set_presence (self->me, OFFICE_PRESENCE_HERE);
  office_session_count_here (self);
  if (!self->has_content && office_replica_has_content (self->replica))
    {
      self->has_content = TRUE;
      office_session_notify (self, OFFICE_SESSION_HAS_CONTENT);
    }
  g_object_thaw_notify (G_OBJECT (self));
  if (changed)
    {
      office_session_delivery_state_changed (self);
      office_session_files_state_changed (self);
      office_session_people_state_changed (self);
    }
}

/* ---- presence ---- */

static OfficePresenceState
presence_from_text (const char *text)
{
  if (g_strcmp0 (text, "here") == 0)
    return OFFICE_PRESENCE_HERE;
  return g_strcmp0 (text, "away") == 0 ? OFFICE_PRESENCE_AWAY : OFFICE_PRESENCE_OFFLINE;
}

/**
 * office_session_set_presence:
 * @self: a session
 * @whole: whether who is not named is offline
 * @people: (element-type OfficePresence): who is how
 */
void
office_session_set_presence (OfficeSession *self, gboolean whole, GPtrArray *people)
{
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer person;

  for (guint i = 0; i < people->len; i++)
    {
      OfficePresence *presence = people->pdata[i];

      person = office_session_find_person (self, presence->person);
      g_hash_table_add (named, person);
      office_person_set_presence (person, presence_from_text (presence->state));
    }
  g_hash_table_iter_init (&iter, self->people);
  while (whole && g_hash_table_iter_next (&iter, NULL, &person))
    if (!g_hash_table_contains (named, person) && person != (gpointer) self->me)
      office_person_set_presence (person, OFFICE_PRESENCE_OFFLINE);
  office_session_count_here (self);
}
