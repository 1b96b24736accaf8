/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-workspace-private.h"

#include <glib/gi18n.h>

/*
 * How the workspace folds. libadwaita 1.2 has no breakpoints, and its leaflet folds by the minimum widths of its children,
 * which differ with every title. So the widths are named here, compared when the workspace is given a size, and applied
 * after that allocation: changing what is shown inside of one would be too late for it and leave widgets without a size.
 */

#define WIDTH_WIDE     1100
#define WIDTH_UNFOLDED 720
#define WIDTH_NARROW   480

#define SIDEBAR_WIDTH           264
#define SIDEBAR_WIDTH_WITH_PANE 248
#define PANE_WIDTH              392
#define THREAD_WIDTH            372
#define ANY_WIDTH               10000

OfficeLayout
office_workspace_layout_for (int width)
{
  if (width >= WIDTH_WIDE)
    return OFFICE_LAYOUT_WIDE;
  if (width >= WIDTH_UNFOLDED)
    return OFFICE_LAYOUT_MEDIUM;
  return width >= WIDTH_NARROW ? OFFICE_LAYOUT_FOLDED : OFFICE_LAYOUT_NARROW;
}

static gboolean
is_folded (OfficeWorkspace *self)
{
  return self->layout == OFFICE_LAYOUT_FOLDED || self->layout == OFFICE_LAYOUT_NARROW;
}

static void
set_width (AdwClamp *clamp, int width)
{
  adw_clamp_set_maximum_size (clamp, width);
  adw_clamp_set_tightening_threshold (clamp, width);
}

/* For what stands over the workspace, and so must look. */
static void
mark_root (OfficeWorkspace *self, const char *class, gboolean on)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  if (root == NULL)
    return;
  if (on)
    gtk_widget_add_css_class (root, class);
  else
    gtk_widget_remove_css_class (root, class);
}

static void
update_root_class (OfficeWorkspace *self)
{
  mark_root (self, "narrow", self->layout == OFFICE_LAYOUT_NARROW);
}

/* Three sides beside a title take more than a narrow content has; the room's menu leads to its files too. */
void
office_workspace_update_sides (OfficeWorkspace *self)
{
  gboolean roomy = is_folded (self) || (self->layout == OFFICE_LAYOUT_WIDE && !office_workspace_has_pane (self));
  gboolean at_files = office_workspace_get_view (self) == OFFICE_VIEW_FILES;

  /* Too wide a header would fold the sidebar away. */
  adw_view_switcher_set_policy (ADW_VIEW_SWITCHER (self->switcher),
                                at_files && !roomy ? ADW_VIEW_SWITCHER_POLICY_NARROW : ADW_VIEW_SWITCHER_POLICY_WIDE);
  adw_view_stack_page_set_visible (self->files_page, roomy || at_files);
}

static void
reveal_switcher_bar (OfficeWorkspace *self, gboolean reveal)
{
  if (reveal && self->switcher_bar == NULL)
    {
      self->switcher_bar = ADW_VIEW_SWITCHER_BAR (adw_view_switcher_bar_new ());
      adw_view_switcher_bar_set_stack (self->switcher_bar, self->views);
      gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->switcher_bar));
    }
  if (self->switcher_bar != NULL)
    adw_view_switcher_bar_set_reveal (self->switcher_bar, reveal);
  mark_root (self, "with-bar", reveal);
}

/* Brings the frame in line with layout, pane and room. */
void
office_workspace_update_frame (OfficeWorkspace *self)
{
  gboolean folded = is_folded (self);
  gboolean wide = self->layout == OFFICE_LAYOUT_WIDE;
  gboolean beside = wide && office_workspace_has_pane (self);
  int pane_width = self->thread != NULL ? THREAD_WIDTH : PANE_WIDTH;
  int sidebar_width = beside ? SIDEBAR_WIDTH_WITH_PANE : SIDEBAR_WIDTH;

  adw_leaflet_set_can_unfold (self->leaflet, !folded);
  gtk_widget_set_size_request (GTK_WIDGET (self->sidebar), sidebar_width, -1);
  set_width (self->sidebar_clamp, folded ? ANY_WIDTH : sidebar_width);
  office_sidebar_set_folded (self->sidebar, folded);

  adw_flap_set_fold_policy (self->flap, wide ? ADW_FLAP_FOLD_POLICY_NEVER : ADW_FLAP_FOLD_POLICY_ALWAYS);
  set_width (self->pane_clamp, wide ? pane_width : ANY_WIDTH);
  gtk_widget_set_size_request (GTK_WIDGET (self->panes), wide ? pane_width : -1, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->pane_clamp), !wide);

  office_workspace_update_sides (self);
  gtk_widget_set_visible (self->back_button, folded);
  gtk_widget_set_visible (self->title_box, !folded);
  /* Elsewhere the title needs the room; the keys and the mouse's thumb lead back everywhere. */
  gtk_widget_set_visible (self->trail_box, wide && !beside);
  adw_header_bar_set_show_start_title_buttons (self->header, folded);
  adw_header_bar_set_show_end_title_buttons (self->header, !beside);
  adw_header_bar_set_title_widget (self->header,
                                   folded || self->room == NULL ? GTK_WIDGET (self->narrow_title) : self->switcher);
  reveal_switcher_bar (self, folded && self->room != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->room_button), self->room != NULL);
  gtk_widget_set_visible (self->pin_button, self->room != NULL && !folded && !beside);
  if (self->tasks != NULL)
    {
      office_tasks_view_set_narrow (self->tasks, self->layout == OFFICE_LAYOUT_NARROW);
      office_tasks_view_set_selected (self->tasks, self->task);
    }
  update_root_class (self);
  office_workspace_update_title (self);
}

void
office_workspace_apply_layout (OfficeWorkspace *self, OfficeLayout layout)
{
  if (layout == self->layout)
    return;
  self->layout = layout;
  office_workspace_update_frame (self);
  g_object_notify (G_OBJECT (self), "layout");
}

static gboolean
on_layout_due (gpointer data)
{
  OfficeWorkspace *self = data;

  self->layout_id = 0;
  office_workspace_apply_layout (self, office_workspace_layout_for (gtk_widget_get_width (GTK_WIDGET (self))));
  return G_SOURCE_REMOVE;
}

/* To be called from size-allocate. */
void
office_workspace_allocated (OfficeWorkspace *self, int width)
{
  if (self->layout_id == 0 && office_workspace_layout_for (width) != self->layout)
    self->layout_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_layout_due, self, NULL);
}
