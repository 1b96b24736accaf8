/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-offer.h"

#include "office-folded-text.h"

#include <string.h>

/* How well an offer fits, best first. */
typedef enum {
  FIT_BEGINNING, /* the title begins with what is typed */
  FIT_OTHER,     /* one of its other names does */
  FIT_WORD,      /* a word of the title does */
  FIT_WITHIN,    /* it stands somewhere in the title */
  N_FITS
} Fit;

/**
 * office_offer_new:
 * @title: what is shown
 * @words: (nullable): other names, with spaces between
 * @insert: what takes the place of what was typed
 *
 * Returns: (transfer full): an offer
 */
OfficeOffer *
office_offer_new (const char *title, const char *words, const char *insert)
{
  OfficeOffer *self = g_new0 (OfficeOffer, 1);

  self->title = g_strdup (title);
  self->words = g_strdup (words);
  self->insert = g_strdup (insert);
  self->folded = office_text_fold (title);
  self->folded_words = words != NULL ? office_text_fold (words) : NULL;
  return self;
}

/**
 * office_offer_free:
 * @self: (transfer full): an offer
 */
void
office_offer_free (OfficeOffer *self)
{
  g_free (self->title);
  g_free (self->detail);
  g_free (self->words);
  g_free (self->insert);
  g_free (self->words_insert);
  g_free (self->tag);
  g_free (self->id);
  g_free (self->glyph);
  g_free (self->folded);
  g_free (self->folded_words);
  g_clear_object (&self->person);
  g_free (self);
}

static gboolean
begins_word (const char *text, const char *typed)
{
  const gsize length = strlen (typed);

  for (const char *p = text; p != NULL; p = strchr (p, ' '))
    {
      p += *p == ' ' ? 1 : 0;
      if (strncmp (p, typed, length) == 0)
        return TRUE;
    }
  return FALSE;
}

static Fit
find_fit (const OfficeOffer *offer, const char *typed)
{
  if (offer->only_words)
    return *typed != '\0' && offer->folded_words != NULL && begins_word (offer->folded_words, typed) ? FIT_OTHER
                                                                                                     : N_FITS;
  if (g_str_has_prefix (offer->folded, typed))
    return FIT_BEGINNING;
  if (offer->folded_words != NULL && begins_word (offer->folded_words, typed))
    return FIT_OTHER;
  if (begins_word (offer->folded, typed))
    return FIT_WORD;
  return strstr (offer->folded, typed) != NULL ? FIT_WITHIN : N_FITS;
}

/* Folding drops a space at the end, but it says that the word before is whole. */
static char *
fold_typed (const char *typed)
{
  g_autofree char *folded = office_text_fold (typed);

  return g_str_has_suffix (typed, " ") ? g_strconcat (folded, " ", NULL) : g_steal_pointer (&folded);
}

/**
 * office_offer_get_insert:
 * @self: an offer that fits
 * @typed: what was typed
 *
 * Returns: (transfer none): what takes its place: who typed another name is given that one
 */
const char *
office_offer_get_insert (const OfficeOffer *self, const char *typed)
{
  g_autofree char *folded = NULL;

  if (self->words_insert == NULL)
    return self->insert;
  folded = fold_typed (typed);
  return find_fit (self, folded) == FIT_OTHER ? self->words_insert : self->insert;
}

/**
 * office_offer_filter:
 * @offers: (element-type OfficeOffer): the likeliest first
 * @typed: what was typed
 * @limit: at most so many
 *
 * Case, accents and punctuation do not matter. Nothing fits what begins with a space.
 *
 * Returns: (transfer full) (element-type OfficeOffer): those that fit, the best first; they belong to @offers
 */
GPtrArray *
office_offer_filter (GPtrArray *offers, const char *typed, guint limit)
{
  g_autofree char *folded = fold_typed (typed);
  GPtrArray *found[N_FITS];
  GPtrArray *best = g_ptr_array_new ();

  for (guint fit = 0; fit < N_FITS; fit++)
    found[fit] = g_ptr_array_new ();
  for (guint i = 0; i < offers->len && *typed != ' '; i++)
    {
      const Fit fit = find_fit (offers->pdata[i], folded);

      if (fit < N_FITS && found[fit]->len < limit)
        g_ptr_array_add (found[fit], offers->pdata[i]);
    }
  for (guint fit = 0; fit < N_FITS; fit++)
    {
      for (guint i = 0; i < found[fit]->len && best->len < limit; i++)
        g_ptr_array_add (best, found[fit]->pdata[i]);
      g_ptr_array_unref (found[fit]);
    }
  return best;
}
