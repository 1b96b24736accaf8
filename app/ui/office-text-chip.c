/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-text-private.h"

#include "office-task.h"

/* The sign of a task's state at the beginning of its chip, drawn where the text leaves room for it. */

#define SIGN_SIZE    14 /* pixels */
#define SIGN_DROP    2  /* so far its foot is below the line that letters stand on */
#define SIGN_ADVANCE 16

static const char *const signs[] = {
  [OFFICE_STATE_OPEN] = "office-open-symbolic",
  [OFFICE_STATE_DOING] = "office-doing-symbolic",
  [OFFICE_STATE_DONE] = "office-done-symbolic",
};

static GdkRGBA
get_color (OfficeText *self, guint state)
{
  switch (state)
    {
    case OFFICE_STATE_DOING:
      return self->colors[OFFICE_TEXT_COLOR_DOING];
    case OFFICE_STATE_DONE:
      return self->colors[OFFICE_TEXT_COLOR_DONE];
    default:
      return self->colors[OFFICE_TEXT_COLOR_PILL];
    }
}

/**
 * office_text_add_chip:
 * @attributes: of the text's layout
 * @span: one with a chip
 *
 * Leaves room for the sign, and strikes out what is done.
 */
void
office_text_add_chip (OfficeText *self, PangoAttrList *attributes, const OfficeSpan *span)
{
  const int drop = SIGN_DROP * PANGO_SCALE, size = SIGN_SIZE * PANGO_SCALE;
  const PangoRectangle place = { 0, drop - size, SIGN_ADVANCE * PANGO_SCALE, size };
  PangoAttribute *room = pango_attr_shape_new (&place, &place);

  room->start_index = span->chip->sign;
  room->end_index = span->chip->sign + OFFICE_TEXT_SIGN_LENGTH;
  pango_attr_list_insert (attributes, room);
  if (span->chip->done)
    {
      PangoAttribute *struck = pango_attr_strikethrough_new (TRUE);

      struck->start_index = span->chip->sign + OFFICE_TEXT_SIGN_LENGTH;
      struck->end_index = span->end;
      pango_attr_list_insert (attributes, struck);
    }
}

/**
 * office_text_snapshot_chip:
 * @span: one with a chip
 */
void
office_text_snapshot_chip (OfficeText *self, GtkSnapshot *snapshot, const OfficeSpan *span)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const guint state = MIN (span->chip->state, OFFICE_STATE_DONE);
  const GdkRGBA color = get_color (self, state);
  g_autoptr (GtkIconPaintable) sign = NULL;
  PangoRectangle place;
  int x, line, baseline;
  PangoLayoutIter *iter;

  pango_layout_index_to_pos (self->layout, (int) span->chip->sign, &place);
  pango_layout_index_to_line_x (self->layout, (int) span->chip->sign, FALSE, &line, NULL);
  iter = pango_layout_get_iter (self->layout);
  while (line-- > 0)
    pango_layout_iter_next_line (iter);
  baseline = pango_layout_iter_get_baseline (iter);
  pango_layout_iter_free (iter);
  x = PANGO_PIXELS (MIN (place.x, place.x + place.width)) + (SIGN_ADVANCE - SIGN_SIZE) / 2;
  sign = gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)), signs[state],
                                     NULL, SIGN_SIZE, gtk_widget_get_scale_factor (widget),
                                     gtk_widget_get_direction (widget), 0);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, PANGO_PIXELS (baseline) + SIGN_DROP - SIGN_SIZE));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (sign), snapshot, SIGN_SIZE, SIGN_SIZE, &color, 1);
  gtk_snapshot_restore (snapshot);
}
