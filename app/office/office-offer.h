/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-person.h"

G_BEGIN_DECLS

/*
 * One thing that completion can offer for what is being typed. Those who gather offers put the likeliest first; the filter
 * keeps that order among those that fit equally well.
 */
typedef struct {
  char *title;          /* what is shown, and looked through first */
  char *detail;         /* nullable: shown beside it, dim; not looked through */
  char *words;          /* nullable: other names, looked through after the title */
  char *insert;         /* what takes the place of what was typed */
  char *words_insert;   /* nullable: what does where one of the other names was typed */
  gboolean only_words;  /* found by the other names alone */
  char *tag;            /* nullable: shown at the end, dim; not looked through */
  char *id;             /* nullable: of the record that is meant */
  char *glyph;          /* nullable: an emoji */
  const char *icon;     /* nullable, static */
  OfficePerson *person; /* nullable */
  char *folded;         /* title and words as the filter compares them */
  char *folded_words;
} OfficeOffer;

OfficeOffer *office_offer_new (const char *title, const char *words, const char *insert); /* words nullable */
void office_offer_free (OfficeOffer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeOffer, office_offer_free)

const char *office_offer_get_insert (const OfficeOffer *self, const char *typed); /* for what was typed */
GPtrArray *office_offer_filter (GPtrArray *offers, const char *typed, guint limit); /* full; the offers are borrowed */

G_END_DECLS
