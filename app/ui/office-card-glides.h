/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-task.h"

G_BEGIN_DECLS

/*
 * Cards on their way from where they stood to where they belong. First each is noted where it is seen; when the new places are
 * known, each that stood elsewhere sets out. Times are those of a frame clock, in µs. Of one thread.
 */
typedef struct _OfficeCardGlides OfficeCardGlides;

OfficeCardGlides *office_card_glides_new (void);
void              office_card_glides_free (OfficeCardGlides *self);
void              office_card_glides_note (OfficeCardGlides *self, OfficeTask *task, int y);
gboolean          office_card_glides_has_notes (OfficeCardGlides *self);
void              office_card_glides_forget_notes (OfficeCardGlides *self);
void              office_card_glides_begin (OfficeCardGlides *self, gint64 now);
void              office_card_glides_set_out (OfficeCardGlides *self, OfficeTask *task, int y, int farthest);
gboolean          office_card_glides_go_on (OfficeCardGlides *self, gint64 now);
double            office_card_glides_get_offset (OfficeCardGlides *self, OfficeTask *task, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeCardGlides, office_card_glides_free)

G_END_DECLS
