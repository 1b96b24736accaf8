/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "office-offer.h"

G_BEGIN_DECLS

/* What can be completed after one mark. A table of these says all that a text view offers. */
typedef struct {
  gunichar mark;     /* '@', '#', ':', '/' */
  gboolean at_start; /* only as the first thing in the text */
  gboolean phrase;   /* what is typed may have spaces and anything else in it; otherwise it is one word */
  guint least;       /* characters after the mark before anything is offered */
  guint most;        /* offers at once */
  const char *title; /* of the list, for a screen reader; to be translated */
  GPtrArray *(*gather) (gpointer data); /* full, OfficeOffer: asked for once each time that the list comes up */
  char *(*dup_more) (gpointer data, const char *typed); /* nullable: what else this asks for; full, nullable */
  void (*gather_more) (gpointer data, const char *more, GPtrArray *offers); /* appends it */
} OfficeCompletionSource;

/*
 * Offers what fits what is typed after a mark. It never has the focus: the text view hands it its keys, and tells a screen
 * reader which row is the active one.
 */
#define OFFICE_TYPE_COMPLETION_POPOVER (office_completion_popover_get_type ())
G_DECLARE_FINAL_TYPE (OfficeCompletionPopover, office_completion_popover, OFFICE, COMPLETION_POPOVER, GtkPopover)

GtkWidget *office_completion_popover_new (GtkTextView *view); /* to be given a parent */
void office_completion_popover_set_sources (OfficeCompletionPopover *self, const OfficeCompletionSource *sources,
                                            guint n_sources, gpointer data); /* static; data outlives the popover */
void office_completion_popover_reset (OfficeCompletionPopover *self);        /* another place: nothing is known of it */
void office_completion_popover_update (OfficeCompletionPopover *self); /* after the text or the cursor has changed */
gboolean office_completion_popover_press (OfficeCompletionPopover *self, guint keyval); /* whether the key was for it */

G_END_DECLS
